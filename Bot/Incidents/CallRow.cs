using System.Text.Json;
using Bot.Domain.Incidents;

namespace Bot.Incidents;

/// <summary>Somebody was called. Times are unix milliseconds; since is when the waiting began, waiting is its number.</summary>
public sealed record CallRow(
    long Id, long Incident, long Waiting, long Since, string Step, long At, string Urgency, string People, string? UserGroup,
    long Expanded, string? AnsweredBy, string? Cause, string? WaitedFor, long Reached, long? CalledIn)
{
    public IReadOnlyList<string> Persons => JsonSerializer.Deserialize<List<string>>(People) ?? [];

    /// <summary>The people, or the group.</summary>
    public IReadOnlyList<string> Targets => UserGroup is { } group ? [group] : Persons;

    public CallCause? Reason => Cause is null ? null : Enum.Parse<CallCause>(Cause, ignoreCase: true);

    public CallStep Rung => Enum.Parse<CallStep>(Step, ignoreCase: true);

    /// <summary>Somebody is asked again, by a direct message.</summary>
    public bool IsAgain => Rung is CallStep.LeadAgain or CallStep.StandInAgain;

    public Urgency HowUrgent => Enum.Parse<Urgency>(Urgency, ignoreCase: true);

    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds(At);
}
