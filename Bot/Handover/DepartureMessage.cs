using Bot.Hosting;
using Bot.Incidents;
using Bot.OnCall;
using Bot.Slack;

namespace Bot.Handover;

/// <summary>What the owners read when somebody has gone: who is on call instead, and what is left without a lead.</summary>
static class DepartureMessage
{
    const int MostLines = 10;

    public static Message Of(Departure departure, string name, Legacy legacy)
    {
        var heading = departure.ReturnedAt is null ? $":wave: *{Mrkdwn.Escape(name)}'s account was deactivated.*" : $":wave: *{Mrkdwn.Escape(name)}'s account is active again.*";
        List<Block> blocks = [Section($"{heading}\n{string.Join('\n', legacy.Rotations.Take(MostLines).Select(OnCall))}".TrimEnd())];
        if (legacy.Incidents.Count > 0) blocks.Add(Section($"*They lead {(legacy.Incidents.Count == 1 ? "one open incident" : $"{legacy.Incidents.Count} open incidents")}:*\n{Listed(legacy.Incidents)}"));
        else if (departure.ReturnedAt is null) blocks.Add(Section("They lead nothing that is open."));
        if (legacy.Incidents.Count > 0) blocks.Add(new ActionsBlock { Elements = [Reassign(departure)] });
        return new Message { Text = Mrkdwn.Escape($"{name}'s account was deactivated"), Blocks = blocks };
    }

    static string OnCall(RotationAnswer on) => on.Answer is { Person: { } person, Until: { } until }
        ? $"*{Mrkdwn.Escape(on.Rotation.Name)}*: {Mrkdwn.User(person)} is on call until {When.At(until)}; the others take the turns from there."
        : $"*{Mrkdwn.Escape(on.Rotation.Name)}*: nobody is on call, because {on.Answer.Why}.";

    static string Listed(IReadOnlyList<IncidentRow> incidents) => string.Join('\n', incidents.Take(MostLines).Select(Line))
        + (incidents.Count > MostLines ? $"\n… {incidents.Count - MostLines} more" : "");

    public static string Line(IncidentRow incident) => IncidentMessages.ListLine(incident, null).Split('\n')[0];

    static Button Reassign(Departure departure) => new()
    {
        ActionId = HandoverRoutes.OpenReassign,
        Text = "Reassign",
        Value = departure.Person,
        Style = ButtonStyle.Primary,
    };

    static SectionBlock Section(string text) => new() { Text = Limits.Truncate(text, Limits.Text) };
}
