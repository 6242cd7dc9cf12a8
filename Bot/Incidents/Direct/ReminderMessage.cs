using System.Globalization;
using Bot.Delivery;
using Bot.Slack;

namespace Bot.Incidents.Direct;

/// <summary>The reminder that an update is due, and what became of it: what is known in, a message out.</summary>
public static class ReminderMessage
{
    /// <summary>The update that its reader was reminded of is due, and theirs to give.</summary>
    public static bool Waits(IncidentRow incident, NextUpdateRow row) =>
        incident.IsOpen && incident.Lead == row.Person && row is { Reminded: > 0, Plan.DueAt: not null };

    public static Message Of(IncidentRow incident, NextUpdateRow row, Func<string, string> name)
    {
        var said = Said(incident, row, name);
        return new()
        {
            Text = said,
            Blocks = Waits(incident, row)
                ? [new SectionBlock { Text = said }, Again(row), Buttons(incident)]
                : [new ContextBlock { Elements = [said] }],
            UnfurlLinks = false,
        };
    }

    static string Said(IncidentRow incident, NextUpdateRow row, Func<string, string> name)
    {
        var label = $"*{incident.Label}* {Mrkdwn.Inert(IncidentMessages.OneLine(Titles.Of(incident)), 150)}";
        if (!incident.IsOpen) return $"{label}: {incident.Standing}.";
        if (incident.Lead != row.Person)
            return $"{label}: {(incident.Lead is { } lead ? Mrkdwn.Name(name(lead)) : "nobody")} leads it now.";
        if (row.Plan?.DueAt is not { } due) return $"{label}: no next update is promised. Give one to choose a time again.";
        return Waits(incident, row)
            ? $":alarm_clock: {label}: an update is due since {When.At(due)}.{Channel(incident)}"
            : $"{label}: the next update is due {When.At(due)}.";
    }

    static string Channel(IncidentRow incident) =>
        incident.ChannelId is { } channel ? $" Go to {Mrkdwn.Channel(channel)}." : "";

    static ContextBlock Again(NextUpdateRow row) => new()
    {
        Elements =
        [
            row.Plan?.RemindAt is { } at ? $"You are reminded again {When.At(at)}." : "You are not reminded of it again.",
        ],
    };

    static ActionsBlock Buttons(IncidentRow incident) => new()
    {
        BlockId = "update_due",
        Elements =
        [
            Press(incident, IncidentIds.OpenUpdate, "Update", ButtonStyle.Primary),
            Press(incident, IncidentIds.SnoozeUpdate, "Snooze"),
            Press(incident, IncidentIds.StopUpdates, "Stop"),
        ],
    };

    static Button Press(IncidentRow incident, string action, string text, ButtonStyle? style = null) => new()
    {
        ActionId = action,
        Text = text,
        Value = incident.Number.ToString(CultureInfo.InvariantCulture),
        Style = style,
    };
}
