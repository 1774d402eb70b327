using System.Text.Json;
using Dapper;

namespace Kith.Secure.Audit;

/// <summary>Writes one entry for each act, inside the act's transaction: no audit, no act.</summary>
public sealed class AuditLog : IRecord
{
    public void Record(Act act, string permission, string outcome) => act.Sql.Execute(
        """
        insert into audit_entry
          (audit_id, at, actor_id, actor, origin, address, use_case, permission, outcome, subject_ids, subject_count, detail, request_id)
        values
          (@id, @Now, @UserId, @Name, @origin, @Address, @UseCase, @permission, @outcome, @subjects, @Count, @Detail, @RequestId)
        """,
        new
        {
            id = act.NewId(),
            act.Now,
            act.Caller.UserId,
            act.Caller.Name,
            origin = act.Caller.Origin.ToString().ToLowerInvariant(),
            act.Caller.Address,
            act.UseCase,
            permission,
            outcome,
            subjects = JsonSerializer.Serialize(act.Subject.Ids),
            act.Subject.Count,
            act.Subject.Detail,
            act.Caller.RequestId,
        });
}

/// <summary>The record of who did what.</summary>
public sealed class AuditModule : IModule
{
    public void Add(ModuleParts parts) => parts.Service<IRecord, AuditLog>();
}
