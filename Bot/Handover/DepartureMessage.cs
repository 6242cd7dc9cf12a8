using Bot.FollowUps;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.Postmortems;
using Bot.Slack;

namespace Bot.Handover;

/// <summary>What the owners read when somebody has gone: who is on call instead, and what is left without a lead.</summary>
static class DepartureMessage
{
    const int MostLines = 10;

    public static Message Of(Departure departure, string happened, Legacy legacy)
    {
        var onCall = string.Join('\n', legacy.Rotations.Take(MostLines).Select(on => OnCall(on, departure, legacy)));
        List<Block> blocks = [Section($":wave: *{Mrkdwn.Name(happened)}.*\n{onCall}".TrimEnd())];
        var led = legacy.Incidents.Count == 1 ? "one open incident" : $"{legacy.Incidents.Count} open incidents";
        if (legacy.Incidents.Count > 0) blocks.Add(Section($"*They lead {led}:*\n{Listed(legacy.Incidents, Line)}"));
        else if (departure.ReturnedAt is null) blocks.Add(Section("They lead nothing that is open."));
        var owned = legacy.FollowUps.Count == 1 ? "one follow-up" : $"{legacy.FollowUps.Count} follow-ups";
        if (legacy.FollowUps.Count > 0) blocks.Add(Section($"*They have {owned} to do:*\n{Listed(legacy.FollowUps, Line)}"));
        var written = legacy.Postmortems.Count == 1 ? "one postmortem" : $"{legacy.Postmortems.Count} postmortems";
        if (legacy.Postmortems.Count > 0)
            blocks.Add(Section($"*They have {written} to write:*\n{Listed(legacy.Postmortems, Line)}"));
        if (legacy.Incidents.Count + legacy.FollowUps.Count + legacy.Postmortems.Count > 0)
            blocks.Add(new ActionsBlock { Elements = [Reassign(departure)] });
        return new Message { Text = Mrkdwn.Escape(happened), Blocks = blocks };
    }

    /// <summary>The news that somebody is back, where it was said that they had gone.</summary>
    public static Message Back(string name) => new()
    {
        Text = Mrkdwn.Escape($"{name} is back"),
        Blocks =
            [Section($":wave: *{Mrkdwn.Name(name)} is a member of this workspace again* and has their hours and turns back.")],
    };

    static string OnCall(RotationAnswer on, Departure departure, Legacy legacy)
    {
        var name = Mrkdwn.Name(on.Rotation.Name);
        if (on.Answer is not { Person: { } person, Until: { } until })
            return $":warning: *{name}*: nobody is on call, because {on.Answer.Why}.";
        var end = ShiftText.End(until, on.Rotation, on.Rotation.Zone, DateTimeOffset.FromUnixTimeMilliseconds(departure.At));
        var then = !legacy.WithoutEnd.Contains(on.Row.Id) ? "nobody is after that"
            : on.Answer.Next is null ? "nobody else is left to take turns"
            : "the others take the turns from there";
        return $"*{name}*: {Mrkdwn.User(person)} is on call until {end}; {then}.";
    }

    static string Listed<T>(IReadOnlyList<T> all, Func<T, string> line) => string.Join('\n', all.Take(MostLines).Select(line))
        + (all.Count > MostLines ? $"\n… {all.Count - MostLines} more" : "");

    public static string Line(IncidentRow incident) =>
        $"{ListedIncident.Sign(incident)} {Titles.Linked(incident, incident.Name, 100)}";

    public static string Line(FollowUpRow row) => $":fast_forward: {FollowUpText.Title(row, 100)}";

    public static string Line(PostmortemRow row) => $":page_facing_up: Postmortem of *{row.Label}*";

    static Button Reassign(Departure departure) => new()
    {
        ActionId = HandoverIds.OpenReassign,
        Text = "Reassign",
        Value = departure.Person,
        Style = ButtonStyle.Primary,
    };

    static SectionBlock Section(string text) => new() { Text = Limits.Truncate(text, Limits.Text) };
}
