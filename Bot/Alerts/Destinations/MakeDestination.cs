using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;
using static Bot.Alerts.Destinations.DestinationIds;

namespace Bot.Alerts.Destinations;

/// <summary>
/// A new destination: what it speaks, where it is, and then, for a webhook, the secret that it checks signatures with, shown
/// once.
/// </summary>
public sealed class MakeDestination(Database database, ListDestinations list, SealedSecrets secrets)
{
    const string Title = "New destination";

    /// <summary>The list's only submit.</summary>
    public Task<ViewSubmissionResponse?> Begin(ViewSubmission pressed, CancellationToken stop) =>
        Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Push(
            list.Refusal(pressed.User.Id) is { } refusal ? OpenForm.Done(Title, refusal) : Kinds()));

    static ModalViewDefinition Kinds() => ChooseKind.Form(
        KindForm, Title, KindField, "Where alerts are sent on to",
        DestinationKind.All.Select(k => new Option(k.Name, k.Key) { Description = k.About }));

    public Task<ViewSubmissionResponse?> Choose(ViewSubmission form, CancellationToken stop) =>
        Task.FromResult<ViewSubmissionResponse?>(DestinationKind.Of(form.View.State.Selected(KindField)) switch
        {
            null => ViewSubmissionResponse.Errors((KindField, "Choose one.")),
            _ when secrets.Problem is { } problem => ViewSubmissionResponse.Errors((KindField, problem)),
            var kind => ViewSubmissionResponse.Update(new()
            {
                CallbackId = MakeForm,
                Title = Title,
                Submit = "Make it",
                Close = "Cancel",
                PrivateMetadata = kind.Key,
                Blocks =
                [
                    DestinationForm.Name(null),
                    DestinationForm.Address(kind, null),
                    .. kind == DestinationKind.PagerDuty ? [DestinationForm.Key(isNew: true)] : Array.Empty<Block>(),
                ],
            }),
        });

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (DestinationKind.Of(form.View.PrivateMetadata) is not { } kind) return null;
        var filled = DestinationForm.Read(form.View.State);
        if (Problems(kind, filled) is { Count: > 0 } problems) return ViewSubmissionResponse.Errors(problems);
        var isWebhook = kind == DestinationKind.Webhook;
        var (id, address) = (NewId(), new SealedAddress(filled.Address!, isWebhook ? SealedAddress.NewSecret() : filled.Key!));
        var (kept, problem) = DestinationForm.Seal(secrets, id, address);
        if (kept is null) return ViewSubmissionResponse.Errors((NameField, problem!));
        var refused = await RefusedFields.Catch(
            database, form, tx => Make(tx, id, filled.Name, kind, (address.Shown, kept), form.User.Id));
        if (refused is not null) return refused;
        // A repeat has made none.
        var isFirst = database.Read(db => DestinationStore.Find(db, id)) is not null;
        var answer = isWebhook
            ? ViewSubmissionResponse.Update(NewSecret.Shown(filled.Name, isFirst ? address.Secret : null))
            : ViewSubmissionResponse.Close();
        return answer with { After = after => list.Refresh(form.View.PreviousViewId, after) };
    }

    static Dictionary<string, string> Problems(DestinationKind kind, (string Name, string? Address, string? Key) filled)
    {
        var found = DestinationForm.Problems(filled);
        if (filled.Address is null) found[AddressField] = "Give its address.";
        if (filled.Key is null && kind == DestinationKind.PagerDuty) found[KeyField] = "Give the integration's key.";
        return found;
    }

    static string NewId() => Guid.NewGuid().ToString("N")[..12];

    void Make(Tx tx, string id, string name, DestinationKind kind, (string Shown, string Sealed) address, string by)
    {
        if (list.Refusal(tx.Db, by) is { } refusal) throw RefusedFields.Anew(OpenForm.Done(Title, refusal));
        var all = DestinationStore.All(tx.Db);
        if (all.Count >= DestinationStore.Most)
            throw RefusedFields.Of(NameField, $"There are {DestinationStore.Most} destinations, which is the most.");
        RefuseSameName(all, id, name);
        DestinationStore.Make(tx, id, name, kind, address, by);
    }

    internal static void RefuseSameName(List<DestinationRow> all, string id, string name)
    {
        if (all.Exists(d => d.Id != id && d.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw RefusedFields.Of(NameField, "Another destination has this name. Choose a different one.");
    }
}
