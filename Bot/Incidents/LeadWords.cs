using System.Data;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>
/// Where an open incident stands with its lead, the same wherever it is listed: nobody who led it has begun, it waits again
/// for its lead, or they are there.
/// </summary>
static class LeadWords
{
    const int LongestName = 40;

    /// <summary>"waits for Ana", "waits for you again since today at 10:05", "lead Ana", "you lead", "no lead".</summary>
    public static string Of(IDbConnection db, IncidentRow incident, string reader)
    {
        if (incident.Lead is not { } lead) return "no lead";
        var name = lead == reader ? "you" : Mrkdwn.Inert(Person.NameOf(db, lead), LongestName);
        return incident.IsWaiting ? $"waits for {name}{Again(incident)}" : lead == reader ? "you lead" : $"lead {name}";
    }

    // What nobody has begun waits since it is open.
    static string Again(IncidentRow incident) =>
        incident.Touched ? $" again since {When.At(At(incident.WaitingSince!.Value))}" : "";

    static DateTimeOffset At(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);
}
