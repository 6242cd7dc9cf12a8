using System.Diagnostics;

namespace Bot.Storage;

/// <summary>When a change was asked for, when the writer began it, and when it was made and only had to get to disk.</summary>
sealed class ChangeTimes
{
    readonly long asked = Stopwatch.GetTimestamp();
    long began, made;

    public void Begin() => began = Stopwatch.GetTimestamp();

    public void Made() => made = Stopwatch.GetTimestamp();

    /// <summary>It is on disk, or did not get there.</summary>
    public void End(Activity? span, bool isKept)
    {
        var (waited, worked, all) = (Since(began), Since(made), Stopwatch.GetElapsedTime(asked));
        if (!isKept)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            return;
        }

        Telemetry.Changed(waited, all - waited);
        if (span is not { Recorded: true }) return;
        Telemetry.Step(span, "wait for the writer", TimeSpan.Zero, waited);
        Telemetry.Step(span, "make the change", waited, worked);
        Telemetry.Step(span, "commit", worked, all);
    }

    // What did not begin, as nobody waited for it any more, took no time.
    TimeSpan Since(long then) => then == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(asked, then);
}
