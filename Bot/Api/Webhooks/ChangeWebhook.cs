using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;
using static Bot.Api.Webhooks.WebhookIds;

namespace Bot.Api.Webhooks;

/// <summary>
/// Another name or address of a webhook, or something else that it is told. Private incidents are those of whoever saves it: who
/// says where something goes gives only what they see themselves. What others changed meanwhile is said before it is lost.
/// </summary>
public sealed class ChangeWebhook(
    Database database, WebhookPage page, ListWebhooks list, WebhookForm fields, SealedSecrets secrets)
{
    public Task Open(BlockActionRequest press, CancellationToken stop) => page.Push(
        press,
        id => database.Read(db => WebhookStore.Find(db, id)) is { } to
            ? fields.Of(EditForm, to, press.User.Id) : OpenForm.Done("Webhooks", "This webhook was deleted."),
        stop);

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (shown, filled) = (ShownWebhook.Read(form.View.PrivateMetadata), WebhookForm.Read(form.View.State));
        var id = shown.Id;
        if (database.Read(db => WebhookStore.Find(db, id)) is not { } to) return ViewSubmissionResponse.Close();
        var before = to.Open(secrets);
        if (fields.WrongIn(filled, isNew: before is null) is { Count: > 0 } problems)
            return ViewSubmissionResponse.Errors(problems);
        (string Shown, string Sealed)? address = null;
        // Where the keys are lost, the secret is lost with the address.
        var secret = before?.Secret ?? SealedAddress.NewSecret();
        if (filled.Address is not null)
        {
            var now = new SealedAddress(filled.Address, secret) { Old = before?.Old ?? [] };
            var (kept, problem) = fields.Seal(id, now);
            if (kept is null) return ViewSubmissionResponse.Errors((NameField, problem!));
            address = (now.Shown, kept);
        }

        string? notice = null;
        var refused = await RefusedFields.Catch(
            database, form, tx => notice = Save(tx, shown, filled, address, form.User.Id));
        if (refused is not null) return refused;
        var isFirst = database.Read(db => WebhookStore.Find(db, id))?.Sealed == address?.Sealed;
        var answer = before is null
            ? ViewSubmissionResponse.Update(RenewWebhookSecret.Shown(filled.Wanted.Name, isFirst ? secret : null))
            : ViewSubmissionResponse.Close();
        return answer with { After = after => page.Refresh(form.View.PreviousViewId, id, notice, after) };
    }

    /// <returns>What the person should know of it.</returns>
    string? Save(
        Tx tx, ShownWebhook shown, (WantedWebhook Wanted, string? Address) filled, (string Shown, string Sealed)? address,
        string by)
    {
        if (list.Refusal(tx.Db, by) is { } refusal) throw RefusedFields.Anew(OpenForm.Done("Webhooks", refusal));
        if (WebhookStore.Find(tx.Db, shown.Id) is not { } now) return null;
        if (shown.Lost(filled, now, by) is { Count: > 0 } lost) throw RefusedFields.Anew(
            fields.Anew(now, filled, lost) with { PrivateMetadata = shown.Known(filled.Wanted, now).Write() });
        var wanted = shown.Merged(filled.Wanted, now);
        MakeWebhook.RefuseSameName(WebhookStore.All(tx.Db), now.Id, wanted.Name);
        WebhookStore.Change(tx, now, wanted, address, by);
        return address is null ? null : now.Stopped switch
        {
            WebhookRow.Gone => ":arrow_forward: *It is switched on again.* What happens from now on is sent to its new address.",
            WebhookRow.Failed => ":arrow_forward: *It is resumed.* What waits is sent to its new address.",
            _ => null,
        };
    }
}
