using System.Net;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>Notes of a customer: however many, each can be reached; one that was taken away can be brought back.</summary>
public sealed class NoteTests : IAsyncLifetime
{
    private RunningKith kith = null!;
    private long id;

    public async ValueTask InitializeAsync()
    {
        kith = await RunningKith.Start();
        id = await kith.Operator.Add(("name", "Ann"));
    }

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Older_notes_are_a_page_away()
    {
        for (var number = 0; number < 203; number++)
        {
            await Note($"note number {number}.");
        }

        var first = (await kith.Operator.Get($"/api/customers/{id}")).RequireDone().Json;
        Assert.Equal(203, first.GetProperty("noteCount").GetInt32());
        Assert.Equal(200, first.GetProperty("notes").GetArrayLength());
        var next = first.GetProperty("nextNoteId").GetString();
        var second = (await kith.Operator.Get($"/api/customers/{id}?notesBefore={next}")).RequireDone().Json;
        Assert.Equal(["note number 2.", "note number 1.", "note number 0."], second.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("text").GetString()!));

        var reader = await kith.Administrator();
        var page = (await reader.Get($"/customers/{id}")).RequireDone().Text;
        Assert.Contains($"?notesBefore={next}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("note number 2.", page, StringComparison.Ordinal);
        Assert.Contains("note number 2.", (await reader.Get($"/customers/{id}?notesBefore={next}")).RequireDone().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_note_stays_in_the_timeline_of_those_who_may_restore_it()
    {
        var note = await Note("asked for a quote");
        var editor = await kith.Administrator();
        var looker = await kith.SignedIn("lou", "reader");
        (await kith.OperatorNamed("rita").Delete($"/api/customers/{id}/notes/{note}")).RequireDone();

        Assert.Equal(0, (await editor.Get($"/api/customers/{id}")).RequireDone().Json.GetProperty("notes").GetArrayLength());
        var removed = Assert.Single((await editor.Get($"/api/customers/{id}?removed=true")).RequireDone().Json.GetProperty("notes").EnumerateArray());
        Assert.Equal("rita", removed.GetProperty("removedBy").GetString());
        var page = (await editor.Get($"/customers/{id}")).RequireDone().Text;
        Assert.Contains("rita", page, StringComparison.Ordinal);
        Assert.Contains($"/customers/{id}/notes/{note}/restoral", page, StringComparison.Ordinal);

        Assert.DoesNotContain("asked for a quote", (await looker.Get($"/customers/{id}")).RequireDone().Text, StringComparison.Ordinal);
        Assert.Equal(0, (await looker.Get($"/api/customers/{id}?removed=true")).RequireDone().Json.GetProperty("notes").GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, (await looker.Post($"/api/customers/{id}/notes/{note}/restoral")).Status);

        (await editor.Post($"/api/customers/{id}/notes/{note}/restoral")).RequireDone();
        Assert.Equal(1, (await looker.Get($"/api/customers/{id}")).RequireDone().Json.GetProperty("noteCount").GetInt32());
        Assert.Equal(0, kith.Folder.Single<long>("select count(*) from note where removed_by is not null"));
    }

    private async Task<string> Note(string text) =>
        (await kith.Operator.Post($"/api/customers/{id}/notes", new { text })).RequireDone().Json.GetProperty("noteId").GetString()!;
}
