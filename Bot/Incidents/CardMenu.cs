using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The menu "…" of an incident's card.</summary>
public sealed class CardMenu(WhichIncident which, ChangeStatus change, ShowTimeline timeline)
{
    public async Task Choose(BlockActionRequest press, CancellationToken stop)
    {
        if ((press.Action.SelectedOption?.Value ?? "").Split(':') is not [var what, var number]) return;
        if (await which.OfForm(press with { Action = press.Action with { Value = number } }) is not { } incident) return;
        if (what == IncidentButtons.Timeline) await timeline.Open(incident, Opening.Of(press), stop);
        else await change.Open(incident, Opening.Of(press), stop);
    }
}
