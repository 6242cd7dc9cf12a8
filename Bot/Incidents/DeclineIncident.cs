using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Decline, on a card that nobody has accepted: it is no incident, and why.</summary>
public sealed class DeclineIncident(Database database, SlackApi slack, WhichIncident which)
{
    const string Why = "why";

    const int LongestWhy = 500;

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.OfForm(press) is { } incident) await Opening.Of(press).Show(slack, Form(incident, ""), stop);
    }

    /// <summary>Asks for the reason, which may have been typed behind the command.</summary>
    internal static ModalViewDefinition Form(IncidentRow incident, string typed) =>
        Refusal(incident) is { } refusal ? OpenForm.Done("Decline", refusal) : new()
        {
            CallbackId = IncidentIds.DeclineForm,
            PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
            Title = $"Decline {incident.Label}",
            Submit = "Decline",
            Close = "Cancel",
            Blocks =
            [
                new InputBlock
                {
                    BlockId = Why,
                    Label = "Why it is no incident",
                    Hint = "The same alert stays quiet for a day.",
                    Element = new PlainTextInput
                    {
                        ActionId = Why,
                        InitialValue = typed.Length > 0 ? Limits.Truncate(typed, LongestWhy) : null,
                        MaxLength = LongestWhy,
                        Placeholder = "A backfill that I run, mended already, …",
                        FocusOnLoad = true,
                    },
                },
            ],
        };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop) =>
        await RefusedFields.Catch(database, form, tx => Decline(tx, form));

    static void Decline(Tx tx, ViewSubmission form)
    {
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(form.User.Id), WhichIncident.Number(form.View.PrivateMetadata)!.Value);
        var why = form.View.State.Text(Why);
        if (why.Length == 0) throw RefusedFields.Of(Why, "Say in a few words why.");
        if (Refusal(incident) is { } refusal) throw RefusedFields.Of(Why, refusal);
        IncidentChange.Apply(
            tx, incident, Transitions.Decline(IncidentStore.State(tx.Db, incident), tx.Time), new(form.User.Id, why));
    }

    // What somebody works on is not declined by who has not seen that.
    static string? Refusal(IncidentRow incident) => incident switch
    {
        { IsOpen: false } => $"{incident.Label} is {incident.Standing} already.",
        { Unaccepted: false } =>
            $"{incident.Label} was accepted meanwhile. Whoever works on it can decline it by its status.",
        _ => null,
    };
}
