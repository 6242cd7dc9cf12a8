using System.Data;
using Dapper;

namespace Bot.Incidents;

/// <summary>Who is to be in an incident's channel and is not, as far as it decides how people are called.</summary>
/// <param name="Waiting">They are still to be invited.</param>
/// <param name="Outside">Those, and whom Slack did not let the bot invite.</param>
/// <param name="OfGroup">Whoever is to be there as one of a called group.</param>
public sealed record NotInvited(IReadOnlySet<string> Waiting, IReadOnlySet<string> Outside, IReadOnlySet<string> OfGroup)
{
    public static NotInvited Of(IDbConnection db, long incident, DateTimeOffset now)
    {
        var rows = db.Query<(string Person, string Why, string? Trouble)>(
            """
            select person, why, trouble from incident_people
            where incident = @incident and invite_from <= @now and (invited_at is null or trouble is not null)
            """,
            new { incident, now = now.ToUnixTimeMilliseconds() }).ToList();
        return new(
            rows.Where(r => r.Trouble is null).Select(r => r.Person).ToHashSet(),
            rows.Select(r => r.Person).ToHashSet(),
            rows.Where(r => r.Why == InviteStore.OfGroup).Select(r => r.Person).ToHashSet());
    }

    /// <summary>A mention in the channel reaches all of a call's people whom it can.</summary>
    public bool IsReady(CallRow call) =>
        call.UserGroup is null ? !Waiting.Overlaps(call.Persons) : call.Expanded != 0 && !Waiting.Overlaps(OfGroup);

    /// <summary>Those of a call's people whom a mention in the channel does not reach.</summary>
    public IReadOnlyList<string> Missed(CallRow call) =>
        [.. (call.UserGroup is null ? call.Persons : [.. OfGroup]).Where(Outside.Contains)];
}
