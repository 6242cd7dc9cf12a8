using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.Domain.Warnings;

namespace Bot.Domain.Reviews;

/// <summary>How an incident came about.</summary>
public enum Origin
{
    /// <summary>Somebody declared it.</summary>
    Declared,

    /// <summary>An alert opened it, and somebody had to do with it.</summary>
    Alert,

    /// <summary>An alert opened it, and it was over before anybody had to do with it.</summary>
    ByItself,
}

/// <summary>So many incidents of one kind in one step of the period.</summary>
/// <param name="Step">Which, from 0.</param>
/// <param name="Severity">How bad they were.</param>
/// <param name="Origin">How they came about.</param>
/// <param name="Count">How many.</param>
public sealed record IncidentCount(int Step, Severity Severity, Origin Origin, int Count);

/// <summary>The incidents of a period. What was declined was none, and what went into another one is that one.</summary>
public sealed record IncidentFigures
{
    public required IReadOnlyList<IncidentCount> Counts { get; init; }

    /// <summary>From its opening to the first "I'm on it".</summary>
    public Durations OnIt { get; init; }

    /// <summary>From its opening to its end, of those that people ended.</summary>
    public Durations Resolved { get; init; }

    /// <summary>How long data that customers see was stale or wrong: at least one incident that they felt was open.</summary>
    public TimeSpan Wrong { get; init; }

    public int All => Counts.Sum(c => c.Count);

    public int Of(Origin origin) => Counts.Where(c => c.Origin == origin).Sum(c => c.Count);

    public int Of(Severity severity) => Counts.Where(c => c.Severity == severity).Sum(c => c.Count);

    /// <summary>How many there were in each step.</summary>
    public IReadOnlyList<int> By(int steps, Func<IncidentCount, bool> which)
    {
        var all = new int[steps];
        foreach (var count in Counts.Where(which)) all[count.Step] += count.Count;
        return all;
    }
}

/// <summary>The runs of a job in production.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Runs">How many there were.</param>
/// <param name="Green">How many of them left nothing red.</param>
/// <param name="Red">How long it was red: from each red run to the next run.</param>
public sealed record JobFigures(string Name, int Runs, int Green, TimeSpan Red)
{
    /// <summary>Null where it was red from before, and did not run.</summary>
    public double? Share => Runs == 0 ? null : (double)Green / Runs;
}

/// <summary>What kind of thing failed over and over.</summary>
public enum OffenderKind
{
    Model,
    Test,
    Source,

    /// <summary>Another node of dbt.</summary>
    Node,

    /// <summary>The deduplication key of an alert.</summary>
    Key,
}

/// <summary>Something that was in several incidents.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Times">In how many incidents it was.</param>
/// <param name="Steps">In how many weeks of the period, or days of a short one, one of those was opened.</param>
/// <param name="Reverts">How often it was fixed by a revert.</param>
/// <param name="Last">When the last one was opened.</param>
public sealed record Offender(OffenderKind Kind, string Name, int Times, int Steps, int Reverts, DateTimeOffset Last)
{
    /// <summary>What fixed it last, and in which incident that was; null where nobody has said.</summary>
    public (long Incident, string Fix)? Fixed { get; init; }
}

/// <summary>What became of the incidents that one route opened.</summary>
/// <param name="Route">What it is called.</param>
/// <param name="Opened">How many there were.</param>
/// <param name="Declined">How many of them were declined.</param>
/// <param name="ByItself">How many recovered before anybody had to do with them.</param>
/// <param name="Reasons">Why they were declined, what was said most often first.</param>
public sealed record RouteNoise(string Route, int Opened, int Declined, int ByItself, IReadOnlyList<DeclineReason> Reasons)
{
    public int Needless => Declined + ByItself;
}

/// <summary>So often the same was said when an incident was declined.</summary>
public sealed record DeclineReason(string Why, int Times);

/// <summary>Something that was red and green again before anybody was told.</summary>
public sealed record FlakeCount(string Title, int Times, DateTimeOffset Last);

/// <summary>All of those.</summary>
/// <param name="All">How many there were.</param>
/// <param name="Before">How many in the period before.</param>
/// <param name="Most">What did so most often.</param>
public sealed record FlakeFigures(int All, int Before, IReadOnlyList<FlakeCount> Most);

/// <summary>The warning ledger now, what of it came and was fixed in the period, and the debt week by week.</summary>
/// <param name="Now">What is open and the debt as they are now; what came and what was fixed in the period.</param>
/// <param name="Weeks">The debt at the beginning of each week that was counted.</param>
public sealed record DebtFigures(WarningDebt Now, IReadOnlyList<DebtOfWeek> Weeks)
{
    /// <summary>
    /// What came counts where it is fixed by now, too. What was accepted, or was there when its job was first looked at, did
    /// not come.
    /// </summary>
    public static DebtFigures Of(
        IReadOnlyCollection<Warning> all, Stretch period, DateTimeOffset now, IReadOnlyList<DebtOfWeek> weeks) =>
        new(
            WarningDebt.Of(all, now, now) with
            {
                New = all.Count(w => !w.IsBaseline && w.Decided != WarningState.Accepted && period.Holds(w.NewsAt)),
                Fixed = all.Count(w => w.FixedAt is { } at && period.Holds(at)),
            },
            weeks);
}

/// <summary>The debt at the beginning of a week.</summary>
public sealed record DebtOfWeek(DateOnly Monday, long Debt);

/// <summary>What was left to be done after incidents, or beside them.</summary>
/// <param name="Made">How many were written down in the period.</param>
/// <param name="Done">How many were done in it, whenever they were made.</param>
/// <param name="Overdue">How many are still to be done, and should be by now.</param>
public sealed record FollowUpFigures(int Made, int Done, int Overdue);

/// <summary>What one person had of the work, counted; nobody's minutes are guessed.</summary>
/// <param name="Person">Who.</param>
/// <param name="Led">Incidents that they led.</param>
/// <param name="OutOfHours">Incidents out of hours for which they were on call or which they led.</param>
/// <param name="Requests">Requests that they answered.</param>
/// <param name="Covers">Times that they took hours of others.</param>
public sealed record PersonLoad(string Person, int Led, int OutOfHours, int Requests, int Covers)
{
    public int All => Led + OutOfHours + Requests + Covers;
}

/// <summary>All that a review says of a period.</summary>
public sealed record ReviewFigures
{
    public required ReviewPeriod Period { get; init; }
    public required IncidentFigures Incidents { get; init; }

    /// <summary>The same of the period before.</summary>
    public required IncidentFigures Before { get; init; }

    /// <summary>Those that were red longest first.</summary>
    public required IReadOnlyList<JobFigures> Jobs { get; init; }

    /// <summary>What was in most incidents first.</summary>
    public required IReadOnlyList<Offender> Offenders { get; init; }

    /// <summary>The routes that opened most for nothing first.</summary>
    public required IReadOnlyList<RouteNoise> Noise { get; init; }
    public required FlakeFigures Flakes { get; init; }
    public required DebtFigures Debt { get; init; }
    public required FollowUpFigures FollowUps { get; init; }

    /// <summary>Who had how much, the most first; null where nobody is shown that.</summary>
    public IReadOnlyList<PersonLoad>? Load { get; init; }
}
