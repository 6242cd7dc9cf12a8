using Bot.Domain.OnCall;

namespace Bot.Domain.Incidents;

/// <summary>How long whoever waits for news of an incident waits for the next.</summary>
/// <param name="Span">So long.</param>
/// <param name="InHours">Only the working hours of its lead count.</param>
public readonly record struct UpdateEvery(TimeSpan Span, bool InHours = false);

/// <summary>What is promised of the next update of one incident. Times are workspace time.</summary>
/// <param name="Chosen">What somebody chose, in minutes, zero for none; null where its severity decides.</param>
/// <param name="Since">From when it is counted.</param>
/// <param name="DueAt">When it is due; null where none is.</param>
public sealed record UpdatePlan(int? Chosen, DateTimeOffset Since, DateTimeOffset? DueAt)
{
    /// <summary>How often its lead was reminded of this one.</summary>
    public int Reminded { get; init; }

    /// <summary>When they are reminded next, at the earliest; null where they are not any more.</summary>
    public DateTimeOffset? RemindAt { get; init; }
}

/// <summary>When the next update of an incident is due, and when its lead is reminded of it.</summary>
public static class NextUpdate
{
    /// <summary>So often a lead is reminded of one update; then it is quiet.</summary>
    public const int MostReminders = 3;

    /// <summary>The choice of no next update.</summary>
    public const int None = 0;

    /// <summary>What can be chosen, in minutes.</summary>
    public static readonly IReadOnlyList<int> Choices = [15, 30, 60, 120, 240, 1440, None];

    /// <summary>Between two reminders, and for so long at least one is put off.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(15);

    // Nobody counts the hours of a month ahead.
    static readonly TimeSpan Reach = TimeSpan.FromDays(28);

    /// <summary>
    /// What its severity says. What was mended and is only watched has no news until it is over; out of hours time counts for
    /// what is urgent alone.
    /// </summary>
    public static UpdateEvery? ByItself(IncidentStatus status, Severity severity, Affected affected) => (status, severity) switch
    {
        (IncidentStatus.Monitoring, _) or (_, Severity.Minor) => null,
        (_, Severity.Critical) => new(TimeSpan.FromMinutes(30)),
        _ => new(TimeSpan.FromHours(1), InHours: IncidentRules.UrgencyOf(severity, affected) != Urgency.Urgent),
    };

    /// <summary>The same, or what somebody chose, which stays whatever becomes of the incident.</summary>
    public static UpdateEvery? Of(IncidentState state, int? chosen) => chosen switch
    {
        null => ByItself(state.Status, state.Severity, state.Affected),
        None => null,
        { } minutes => new(TimeSpan.FromMinutes(minutes)),
    };

    /// <summary>What is left of a choice: none is chosen for as bad as it is, and by whoever leads it.</summary>
    public static int? Stays(int? chosen, IncidentState before, IncidentState after) =>
        chosen == None && (after.Severity > before.Severity || after.Urgency > before.Urgency
            || after.Lead is { } lead && lead != before.Lead)
            ? null : chosen;

    /// <summary>What has ended, or nobody has accepted, promises nothing.</summary>
    public static bool CanBe(IncidentState state) => state is { IsOpen: true, Unaccepted: false };

    // While nobody has begun, nobody has promised anything either.
    static bool Begins(IncidentState state) => state is { Touched: true, Lead: not null };

    /// <summary>When the time is over; null where there is no such time, as in hours that never open.</summary>
    public static DateTimeOffset? Due(UpdateEvery? every, DateTimeOffset since, Func<WorkingHours> hours)
    {
        if (every is not { } wait) return null;
        if (!wait.InHours) return since + wait.Span;
        var left = wait.Span;
        foreach (var open in hours().Within(new(since, since + Reach)))
        {
            if (open.Ends - open.Starts >= left) return open.Starts + left;
            left -= open.Ends - open.Starts;
        }

        return null;
    }

    /// <summary>
    /// What is promised once an incident has changed: from when somebody has begun. It is counted anew from a change that says
    /// another time; another lead is reminded anew of what is due all the same, and a choice of none is not theirs. What has
    /// ended promises nothing, and begins anew where it is back.
    /// </summary>
    /// <param name="plan">What was promised.</param>
    /// <param name="before">The incident as it was; null where it is new.</param>
    /// <param name="after">As it is.</param>
    /// <param name="now">When it changed.</param>
    /// <param name="hours">The working hours of its lead.</param>
    public static UpdatePlan? Follow(
        UpdatePlan? plan, IncidentState? before, IncidentState after, DateTimeOffset now, Func<WorkingHours> hours)
    {
        if (!CanBe(after) || (plan is null && !Begins(after))) return null;
        if (plan is null || before is null) return From(plan?.Chosen, after, now, hours);
        var chosen = Stays(plan.Chosen, before, after);
        if (chosen != plan.Chosen || Of(before, chosen) != Of(after, chosen)) return From(chosen, after, now, hours);
        return before.Lead == after.Lead ? plan : plan with { Reminded = 0, RemindAt = plan.DueAt };
    }

    /// <summary>What is promised once an update was given, with a choice that stays from then on.</summary>
    public static UpdatePlan? Given(IncidentState state, int? chosen, DateTimeOffset now, Func<WorkingHours> hours) =>
        CanBe(state) ? From(chosen, state, now, hours) : null;

    static UpdatePlan From(int? chosen, IncidentState state, DateTimeOffset since, Func<WorkingHours> hours)
    {
        var due = Due(Of(state, chosen), since, hours);
        return new(chosen, since, due) { RemindAt = due };
    }

    /// <summary>
    /// Whether its lead is reminded now: of what is due, a few times, and never where they should be left alone.
    /// </summary>
    public static bool IsReminded(UpdatePlan plan, UpdateListener lead, DateTimeOffset now) =>
        plan is { DueAt: { } due, RemindAt: { } at } && due <= now && at <= now && plan.Reminded < MostReminders
        && lead.IsOnIt && (lead.InHours || lead is { IsUrgent: true, IsAwake: true });

    /// <summary>They were: the next time comes a while later, and longer each time.</summary>
    public static UpdatePlan Reminded(UpdatePlan plan, DateTimeOffset now)
    {
        var times = plan.Reminded + 1;
        return plan with { Reminded = times, RemindAt = times < MostReminders ? now + (Again * times) : null };
    }

    /// <summary>
    /// They put it off, and so are reminded once more, however often they were; never sooner than they would have been.
    /// </summary>
    public static UpdatePlan Snoozed(UpdatePlan plan, DateTimeOffset now) => plan with
    {
        Reminded = Math.Min(plan.Reminded, MostReminders - 1),
        RemindAt = plan.RemindAt > now + Again ? plan.RemindAt : now + Again,
    };

    /// <summary>
    /// They want to hear of it no more: nothing is promised until somebody chooses a time again, it gets worse, or another leads.
    /// </summary>
    public static UpdatePlan Stopped(UpdatePlan plan) => new(None, plan.Since, null);
}

/// <summary>Whoever would be reminded of an update.</summary>
/// <param name="IsOnIt">No sign of them is waited for.</param>
/// <param name="InHours">Their own hours are open.</param>
/// <param name="IsUrgent">The incident wants somebody at any hour.</param>
/// <param name="IsAwake">They did something about it within the last hours.</param>
public readonly record struct UpdateListener(bool IsOnIt, bool InHours, bool IsUrgent, bool IsAwake);
