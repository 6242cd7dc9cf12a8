using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The menu "…" of an incident's card.</summary>
public sealed class CardMenu(WhichIncident which, IncidentForms forms)
{
    public async Task Choose(BlockActionRequest press, CancellationToken stop)
    {
        if ((press.Action.SelectedOption?.Value ?? "").Split(':') is not [var what, var number]) return;
        if (await which.OfForm(press with { Action = press.Action with { Value = number } }) is not { } incident) return;
        // The other choices are called as their verbs are.
        var verb = what == IncidentButtons.Change ? Verbs.Status : what;
        await forms.Open(new(verb), incident, Opening.Of(press), stop);
    }
}
