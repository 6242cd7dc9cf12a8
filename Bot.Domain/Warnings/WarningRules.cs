namespace Bot.Domain.Warnings;

/// <summary>What a run that has a warning, or has it clean, makes of its entry, and what people decide about it.</summary>
public static class WarningRules
{
    /// <summary>Who is back within this time keeps its age.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(7);

    const int MostRows = 8;

    /// <summary>A run has it red, or an alert says so.</summary>
    /// <param name="before">Its entry; null where there is none.</param>
    /// <param name="seen">The entry that it is where it came now for the first time.</param>
    /// <returns>The entry as it is now; the same where the run is no newer than what is known.</returns>
    public static Warning Seen(Warning? before, Warning seen)
    {
        if (before is null) return seen;
        if (seen.SaidAt <= before.SaidAt) return before;
        if (seen.LastSeen - before.FixedAt > Memory) return seen with { Id = before.Id };
        var count = seen.Rows is [var one] ? one : (long?)null;
        var after = before with
        {
            About = seen.About,
            Rotation = seen.Rotation,
            Owner = seen.Owner,
            LastSeen = seen.LastSeen,
            SaidAt = seen.SaidAt ?? before.SaidAt,
            Runs = before.Runs + 1,
            Rows = count is null || before.Rows is [.., var last] && last == count
                ? before.Rows : [.. before.Rows.TakeLast(MostRows - 1), count.Value],
            RowsThen = before.RowsThen ?? count,
            FixedAt = null,
        };
        return IsDoubled(after) ? AsNews(after) : after;
    }

    /// <summary>A run has it clean, or it is gone from its project.</summary>
    /// <param name="before">Its entry.</param>
    /// <param name="saidAt">When that run ended, by its clock; null where no run says so.</param>
    /// <param name="now">When that was heard.</param>
    public static Warning Clean(Warning before, DateTimeOffset? saidAt, DateTimeOffset now) => saidAt <= before.SaidAt
        ? before
        // The newest that says so keeps out what is older.
        : before with { FixedAt = before.FixedAt ?? now, SaidAt = saidAt ?? before.SaidAt, Runs = 0 };

    static bool IsDoubled(Warning warning) =>
        warning.RowsThen is > 0 and var then && warning.Rows is [.., var now] && now >= 2 * then;

    // A decision was about so many rows, and what was there from the beginning had so many.
    static Warning AsNews(Warning warning) => warning with
    {
        Decided = WarningState.Open,
        Until = null,
        Why = null,
        IsBaseline = false,
        AskedAt = null,
        RowsThen = warning.Rows[^1],
        NewsAt = warning.LastSeen,
    };

    /// <summary>Decides on it; what is fixed needs no decision.</summary>
    public static Warning Decide(Warning warning, WarningDecision decision, string by, DateTimeOffset now)
    {
        if (warning.FixedAt is not null) return warning;
        var decided = warning with
        {
            IsBaseline = false,
            Decided = WarningState.Open,
            Until = null,
            Why = null,
            DecidedBy = by,
            DecidedAt = now,
            RowsThen = warning.Rows is [.., var rows] ? rows : null,
        };
        return decision switch
        {
            WarningDecision.Assign assign => decided with { Assignee = assign.Person },
            WarningDecision.Snooze snooze =>
                decided with { Decided = WarningState.Snoozed, Until = snooze.Until, Why = snooze.Why },
            WarningDecision.Accept accept => decided with { Decided = WarningState.Accepted, Why = accept.Why },
            WarningDecision.Fix fix => decided with { Incident = fix.Incident },
            _ => decided,
        };
    }

    /// <summary>Whether somebody is to say what becomes of it.</summary>
    public static bool IsUndecided(Warning warning, DateTimeOffset now) =>
        warning is { IsBaseline: false, Assignee: null, Incident: null } && warning.StateAt(now) == WarningState.Open;
}

/// <summary>What somebody decides about warnings.</summary>
public abstract record WarningDecision
{
    public sealed record Assign(string Person) : WarningDecision;

    public sealed record Snooze(DateTimeOffset Until, string Why) : WarningDecision;

    public sealed record Accept(string Why) : WarningDecision;

    public sealed record Fix(long Incident) : WarningDecision;

    /// <summary>It was there from the beginning, and is asked about from now on.</summary>
    public sealed record Adopt : WarningDecision;
}
