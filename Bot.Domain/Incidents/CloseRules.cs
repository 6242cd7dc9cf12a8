namespace Bot.Domain.Incidents;

/// <summary>What an incident turned out to be about which no more is asked.</summary>
public enum CloseOutcome
{
    Fixed,
    Recovered,
    Expected,
    FalseAlarm,
}

/// <summary>How far something is that has to be seen to after an incident.</summary>
public enum Aftercare
{
    Done,
    NotNeeded,

    /// <summary>It is a follow-up.</summary>
    Later,
}

/// <summary>What somebody answered after an incident was resolved, before it closes.</summary>
public sealed record CloseAnswers
{
    /// <summary>What it was; null where all the rest was asked.</summary>
    public CloseOutcome? Outcome { get; init; }

    /// <summary>The days of which data was wrong or missing, both ends among them; null where none was.</summary>
    public DateOnly? WrongFrom { get; init; }

    public DateOnly? WrongUntil { get; init; }

    /// <summary>Whether wrong data was loaded anew.</summary>
    public Aftercare? Backfill { get; init; }

    /// <summary>Whether those who use the data were told.</summary>
    public Aftercare? Told { get; init; }

    /// <summary>Somebody said that no follow-up is needed.</summary>
    public bool NoneNeeded { get; init; }

    /// <summary>Whether it answers what is asked.</summary>
    public bool Answers(bool asksAll) => asksAll ? Backfill is not null : Backfill is not null || Outcome is not null;
}

/// <summary>
/// What is still open after an incident was resolved: while anything is, it does not close by itself.
/// </summary>
/// <param name="IsAnswered">What is asked at its end was answered.</param>
/// <param name="FollowUps">How many of its follow-ups are to be done.</param>
/// <param name="Postmortem">One is owed, or worked on.</param>
public sealed record Afterwards(bool IsAnswered, int FollowUps, bool Postmortem = false)
{
    public bool IsOver => IsAnswered && FollowUps == 0 && !Postmortem;
}

/// <summary>How what is resolved becomes closed.</summary>
public static class CloseRules
{
    const int Week = 7;

    /// <summary>
    /// Whether more is asked than what it was: of what was bad, what customers felt, and what hit something that people read.
    /// </summary>
    public static bool AsksAll(Severity severity, Affected affected, bool isExposureHit) =>
        isExposureHit || IncidentRules.UrgencyOf(severity, affected) != Urgency.Minor;

    /// <summary>
    /// What is resolved closes by itself once nothing is left; what closed so is resolved as before where something is left after
    /// all.
    /// </summary>
    /// <param name="now">The incident.</param>
    /// <param name="left">What is still open.</param>
    /// <param name="byItself">It closed by itself.</param>
    public static Transition Settle(IncidentState now, Afterwards left, bool byItself) => new(now, now.Status switch
    {
        IncidentStatus.Resolved when left.IsOver => now with { Status = IncidentStatus.Closed },
        IncidentStatus.Closed when byItself && !left.IsOver => now with { Status = IncidentStatus.Resolved },
        _ => now,
    });

    /// <summary>
    /// Whether a brief names what nobody has answered: in the first one after the day on which it was resolved, and then weekly.
    /// </summary>
    /// <param name="ended">The day on which it was resolved.</param>
    /// <param name="named">The day on which a brief named it last.</param>
    /// <param name="today">The day of the brief.</param>
    public static bool IsNamed(DateOnly ended, DateOnly? named, DateOnly today) =>
        ended < today && (named is not { } last || last.DayNumber + Week <= today.DayNumber);
}
