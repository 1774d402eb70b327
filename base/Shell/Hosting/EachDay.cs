using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kith.Shell;

/// <summary>Implemented by what is kept for a time only: it goes when Kith starts and, as Kith may run for months, once a day.</summary>
public interface IEachDay : IAfterMigration
{
    /// <summary>Called while people are at work.</summary>
    Task Tidy();
}

/// <summary>Has everything tidied once a day.</summary>
internal sealed partial class EachDay(IEnumerable<IAfterMigration> settling, TimeProvider clock, ILogger<EachDay> log) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var kept in settling.OfType<IEachDay>())
            {
                try
                {
                    await kept.Tidy();
                }
                catch (Exception problem)
                {
                    // A full disk, say: tomorrow is another day.
                    Failed(log, problem, kept.GetType().Name);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} could not be tidied")]
    private static partial void Failed(ILogger log, Exception problem, string what);
}
