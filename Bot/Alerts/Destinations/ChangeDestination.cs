using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;
using static Bot.Alerts.Destinations.DestinationIds;

namespace Bot.Alerts.Destinations;

/// <summary>
/// Another name, address or key of a destination; what is left empty stays. Where what was kept cannot be read any more, all is
/// asked for.
/// </summary>
public sealed class ChangeDestination(Database database, DestinationPage page, ListDestinations list, SealedSecrets secrets)
{
    public Task Open(BlockActionRequest press, CancellationToken stop) => page.Push(press, Form, stop);

    ModalViewDefinition Form(string id)
    {
        if (database.Read(db => DestinationStore.Find(db, id)) is not { } to)
            return OpenForm.Done("Destinations", "This destination was deleted.");
        var isLost = SealedAddress.Open(secrets, to) is null;
        return new()
        {
            CallbackId = EditForm,
            Title = Limits.Truncate(to.Name, Limits.ViewTitle),
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = id,
            Blocks =
            [
                DestinationForm.Name(to.Name),
                DestinationForm.Address(DestinationKind.Of(to.Kind)!, isLost ? null : to.Shown),
                .. to.IsPagerDuty ? [DestinationForm.Key(isNew: isLost)] : Array.Empty<Block>(),
            ],
        };
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (id, filled) = (form.View.PrivateMetadata, DestinationForm.Read(form.View.State));
        if (DestinationForm.Problems(filled) is { Count: > 0 } problems) return ViewSubmissionResponse.Errors(problems);
        if (database.Read(db => DestinationStore.Find(db, id)) is not { } to) return ViewSubmissionResponse.Close();
        var before = SealedAddress.Open(secrets, to);
        if (Missing(to, before, filled) is { Count: > 0 } missing) return ViewSubmissionResponse.Errors(missing);
        (string Shown, string Sealed)? address = null;
        string? secret = null;
        if (before is null || filled is not { Address: null, Key: null })
        {
            // A webhook's secret is lost with its address.
            secret = filled.Key ?? before?.Secret ?? SealedAddress.NewSecret();
            var now = new SealedAddress(filled.Address ?? before!.Address, secret);
            var (kept, problem) = DestinationForm.Seal(secrets, id, now);
            if (kept is null) return ViewSubmissionResponse.Errors((NameField, problem!));
            address = (now.Shown, kept);
        }

        var refused = await RefusedFields.Catch(database, form, tx => Save(tx, id, filled.Name, address, form.User.Id));
        if (refused is not null) return refused;
        var isFirst = database.Read(db => DestinationStore.Find(db, id))?.Sealed == address?.Sealed;
        var answer = before is null && !to.IsPagerDuty
            ? ViewSubmissionResponse.Update(NewSecret.Shown(filled.Name, isFirst ? secret : null))
            : ViewSubmissionResponse.Close();
        return answer with { After = after => page.Refresh(form.View.PreviousViewId, id, null, after) };
    }

    static Dictionary<string, string> Missing(
        DestinationRow to, SealedAddress? before, (string Name, string? Address, string? Key) filled)
    {
        var found = new Dictionary<string, string>();
        if (before is not null) return found;
        if (filled.Address is null) found[AddressField] = "Give its address.";
        if (filled.Key is null && to.IsPagerDuty) found[KeyField] = "Give the integration's key.";
        return found;
    }

    void Save(Tx tx, string id, string name, (string Shown, string Sealed)? address, string by)
    {
        if (list.Refusal(tx.Db, by) is { } refusal) throw RefusedFields.Anew(OpenForm.Done("Destinations", refusal));
        if (DestinationStore.Find(tx.Db, id) is not { } now) return;
        MakeDestination.RefuseSameName(DestinationStore.All(tx.Db), id, name);
        DestinationStore.Change(tx, now, name, address, by);
    }
}
