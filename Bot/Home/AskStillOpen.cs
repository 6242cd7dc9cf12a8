using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Dapper;

namespace Bot.Home;

/// <summary>
/// The question of a brief whether an incident is still open: its job runs well and somebody had to do with it, or nothing was
/// heard of it for three working days. It is asked once in three working days.
/// </summary>
static class AskStillOpen
{
    const int Most = 2;

    /// <summary>The incidents that the reader is asked about: what they lead, and on call what nobody does.</summary>
    public static IReadOnlyList<IncidentRow> Of(BriefReader reader) =>
    [
        .. IncidentStore.Open(reader.Db, Viewer.Of(reader.Person))
            .Where(i => !i.Unaccepted && (i.Lead == reader.Person || (i.Lead is null && reader.IsOnCall(i.Team))))
            .Where(i => IsAsked(reader, i)).OrderBy(i => i.Number).Take(Most),
    ];

    static bool IsAsked(BriefReader reader, IncidentRow incident)
    {
        var hours = RotationStore.Answering(reader.Rotations, incident.Team)?.Rotation.Hours;
        return StillOpen.IsAsked(
            (hours?.Days ?? Weekdays.MondayToFriday, hours?.Zone ?? reader.Zone), Stirred(reader.Db, incident),
            incident.AskedAt is { } asked ? DateTimeOffset.FromUnixTimeMilliseconds(asked) : null, IsWell(incident), reader.Now);
    }

    static DateTimeOffset Stirred(IDbConnection db, IncidentRow incident) =>
        DateTimeOffset.FromUnixTimeMilliseconds(IncidentAlerts.Stirred(db, incident));

    static bool IsWell(IncidentRow incident) => incident is { Status: IncidentStatus.Monitoring, GreenRuns.AreEnough: true };

    public static BriefDraft Draft(BriefReader reader, IncidentRow incident)
    {
        // Its name stands in the rows above.
        var name = Titles.Label(incident);
        var text = IsWell(incident)
            ? $":large_green_circle: {name}: {incident.Greens} runs in a row were well. Resolve it?"
            : $":zzz: {name}: nothing since {When.Since(Stirred(reader.Db, incident), reader.Zone, reader.Now)}. Still open?";
        return new(
            new(text)
            {
                Said = $"{incident.Label}: {(IsWell(incident) ? "resolve it?" : "still open?")}",
                Asked = incident.Number,
            },
            $"{incident.Label}: still open?");
    }

    /// <summary>What can be pressed, or what somebody has answered since the brief was sent.</summary>
    public static IEnumerable<Block> Answer(IDbConnection db, BriefRow brief, long number)
    {
        if (IncidentStore.Find(db, Viewer.Of(brief.Person), number) is not { } incident) return [];
        if (!incident.IsOpen) return [Said($"{incident.Label} is {incident.Standing}.")];
        if (KeptBy(db, incident, brief.At) is { } person)
        {
            var name = person == brief.Person ? "You" : Mrkdwn.Name(Person.NameOf(db, person));
            return [Said($"{name} said that it is still open.")];
        }

        var value = number.ToString(CultureInfo.InvariantCulture);
        return
        [
            new ActionsBlock
            {
                Elements =
                [
                    BriefMessage.Press(IncidentIds.OpenResolve, "Resolve", value),
                    BriefMessage.Press(HomeIds.KeepOpen, "Keep it open", value),
                ],
            },
        ];
    }

    static string? KeptBy(IDbConnection db, IncidentRow incident, long since) => db.QueryFirstOrDefault<string?>(
        "select actor from history where subject = @Subject and verb = @verb and at >= @since order by id limit 1",
        new { incident.Subject, verb = IncidentFacts.KeptOpen.Word, since });

    static ContextBlock Said(string text) => new() { Elements = [text] };
}
