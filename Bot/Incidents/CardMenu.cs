using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The menu "…" of an incident's card.</summary>
public sealed class CardMenu(WhichIncident which, ChangeStatus change, ShowTimeline timeline, SplitIncident split,
    ExpectAlerts expect)
{
    public async Task Choose(BlockActionRequest press, CancellationToken stop)
    {
        if ((press.Action.SelectedOption?.Value ?? "").Split(':') is not [var what, var number]) return;
        if (await which.OfForm(press with { Action = press.Action with { Value = number } }) is not { } incident) return;
        var opening = Opening.Of(press);
        await (what switch
        {
            IncidentButtons.Timeline => timeline.Open(incident, opening, stop),
            IncidentButtons.Split => split.Open(incident, opening, stop),
            IncidentButtons.Expect => expect.Open(incident, opening, stop),
            _ => change.Open(incident, opening, stop),
        });
    }
}
