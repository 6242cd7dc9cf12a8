using System.ComponentModel;
using Bot.Domain.Incidents;
using Bot.Domain.Reviews;

namespace Bot.Api.Reading;

/// <summary>A review as programs read it: no figure of it is of one person.</summary>
public sealed record ReviewItem
{
    public required PeriodItem Period { get; init; }
    public required IncidentFiguresItem Incidents { get; init; }

    [Description("The same of the period before.")]
    public required IncidentFiguresItem Before { get; init; }

    [Description("Jobs, those that were red longest first.")]
    public required IReadOnlyList<JobItem> Jobs { get; init; }

    [Description("What was in several incidents, the most first.")]
    public required IReadOnlyList<OffenderItem> Offenders { get; init; }

    [Description("What routes opened, those that opened most for nothing first.")]
    public required IReadOnlyList<RouteItem> Routes { get; init; }

    public required FlakesItem Flakes { get; init; }
    public required DebtItem Warnings { get; init; }

    [Description("What is worth doing next, by rules.")]
    public required IReadOnlyList<AdviceItem> Advice { get; init; }

    public static ReviewItem Of(ReviewFigures figures) => new()
    {
        Period = PeriodItem.Of(figures.Period),
        Incidents = IncidentFiguresItem.Of(figures.Incidents, figures.Period.During.Starts, figures.Period.Step),
        Before = IncidentFiguresItem.Of(figures.Before, figures.Period.Before.Starts, figures.Period.Step),
        Jobs = [.. figures.Jobs.Select(job => new JobItem(job.Name, job.Runs, job.Green, Seconds.Of(job.Red)))],
        Offenders = [.. figures.Offenders.Select(one => new OffenderItem(
            WordsOf.One(one.Kind), one.Name, one.Times, one.Reverts, one.Last, one.Fixed?.Fix, one.Fixed?.Incident))],
        Routes = [.. figures.Noise.Select(route => new RouteItem(
            route.Route, route.Opened, route.Declined, route.ByItself,
            [.. route.Reasons.Select(reason => new ReasonItem(reason.Why, reason.Times))]))],
        Flakes = new(
            figures.Flakes.All, figures.Flakes.Before,
            [.. figures.Flakes.Most.Select(one => new FlakeItem(one.Title, one.Times, one.Last))]),
        Warnings = new(
            figures.Debt.Now.Open, figures.Debt.Now.New, figures.Debt.Now.Fixed, figures.Debt.Now.Debt,
            [.. figures.Debt.Weeks.Select(week => new DebtWeekItem(week.Monday, week.Debt))]),
        // What was anybody's own is not read here, so no rule speaks of it.
        Advice = [.. ReviewRules.Of(figures).Select(one => new AdviceItem(one.What, one.Because, one.Do, one.Rule.Sentence))],
    };
}

/// <summary>A period, and the one before it.</summary>
public sealed record PeriodItem(
    string Name, DateTimeOffset Starts, DateTimeOffset Ends, DateTimeOffset BeforeStarts, DateTimeOffset BeforeEnds,
    [property: Description("On whose wall its quarters are.")] string Zone)
{
    public static PeriodItem Of(ReviewPeriod period) => new(
        period.Name, period.During.Starts, period.During.Ends, period.Before.Starts, period.Before.Ends, period.Zone.Id);
}

/// <summary>The incidents of a period; declined and merged ones are none.</summary>
public sealed record IncidentFiguresItem
{
    public required int All { get; init; }
    public required int Minor { get; init; }
    public required int Major { get; init; }
    public required int Critical { get; init; }
    public required int Declared { get; init; }
    public required int ByAlert { get; init; }

    [Description("Opened by an alert, and over before anybody had to do with it.")]
    public required int ByItself { get; init; }

    [Description("From opening to the first \"I'm on it\".")]
    public required TookItem OnIt { get; init; }

    [Description("From opening to the end, of those that people ended.")]
    public required TookItem Resolved { get; init; }

    [Description("How long data that customers see was stale or wrong.")]
    public required long WrongSeconds { get; init; }

    [Description("Week by week, or day by day of two weeks and less; what had none is left out.")]
    public required IReadOnlyList<StepItem> Steps { get; init; }

    public static IncidentFiguresItem Of(IncidentFigures figures, DateTimeOffset starts, TimeSpan step) => new()
    {
        All = figures.All,
        Minor = figures.Of(Severity.Minor),
        Major = figures.Of(Severity.Major),
        Critical = figures.Of(Severity.Critical),
        Declared = figures.Of(Origin.Declared),
        ByAlert = figures.Of(Origin.Alert),
        ByItself = figures.Of(Origin.ByItself),
        OnIt = TookItem.Of(figures.OnIt),
        Resolved = TookItem.Of(figures.Resolved),
        WrongSeconds = Seconds.Of(figures.Wrong),
        Steps = [.. figures.Counts.Select(count => new StepItem(
            starts + step * count.Step, WordsOf.One(count.Severity), WordsOf.One(count.Origin), count.Count))],
    };
}

/// <summary>How long something took: half no longer than the median, nine of ten no longer than that.</summary>
public sealed record TookItem(
    int Count, [property: Description("Null where there was nothing.")] long? MedianSeconds,
    [property: Description("Null where there was nothing.")] long? NineOfTenSeconds)
{
    public static TookItem Of(Durations took) => took.Count == 0 ? new(0, null, null)
        : new(took.Count, Seconds.Of(took.Median), Seconds.Of(took.NineOfTen));
}

/// <summary>So many of one kind in one week or day.</summary>
public sealed record StepItem(
    DateTimeOffset Starts, [property: Values<Severity>] string Severity, [property: Values<Origin>] string Origin, int Count);

/// <summary>The runs of a job.</summary>
public sealed record JobItem(string Name, int Runs, int Green, long RedSeconds);

/// <summary>Something that was in several incidents.</summary>
public sealed record OffenderItem(
    [property: Values<OffenderKind>] string Kind, string Name, int Incidents, int Reverts, DateTimeOffset LastAt,
    [property: Description("What fixed it last, where somebody said so.")] string? Fix, long? FixedIncident);

/// <summary>What one route opened.</summary>
public sealed record RouteItem(string Route, int Opened, int Declined, int ByItself, IReadOnlyList<ReasonItem> Reasons);

/// <summary>Why incidents were declined.</summary>
public sealed record ReasonItem(string Why, int Times);

/// <summary>What was red and green again by itself.</summary>
public sealed record FlakesItem(int All, int Before, IReadOnlyList<FlakeItem> Most);

/// <summary>One of those.</summary>
public sealed record FlakeItem(string Title, int Times, DateTimeOffset LastAt);

/// <summary>The warning ledger now, and what of it came and was fixed in the period.</summary>
public sealed record DebtItem(int Open, int New, int Fixed, long Debt, IReadOnlyList<DebtWeekItem> Weeks);

/// <summary>The debt at the beginning of a week.</summary>
public sealed record DebtWeekItem(DateOnly Monday, long Debt);

/// <summary>Something that is worth doing.</summary>
public sealed record AdviceItem(
    [property: Description("What it is about; null of all.")] string? About, string Because, string Do, string Rule);

/// <summary>Spans as programs read them.</summary>
static class Seconds
{
    public static long Of(TimeSpan span) => (long)span.TotalSeconds;
}
