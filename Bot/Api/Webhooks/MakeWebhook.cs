using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;
using static Bot.Api.Webhooks.WebhookIds;

namespace Bot.Api.Webhooks;

/// <summary>A new webhook: its name, address, and of what it is told; its secret is shown once.</summary>
public sealed class MakeWebhook(Database database, ListWebhooks list, WebhookForm fields, SealedSecrets secrets)
{
    /// <summary>The list's only submit.</summary>
    public Task<ViewSubmissionResponse?> Begin(ViewSubmission pressed, CancellationToken stop) =>
        list.Refusal(pressed.User.Id) is { } refusal ? throw new RefusedException(refusal)
        : Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Push(
            secrets.Problem is { } problem
                ? OpenForm.Done("New webhook", Mrkdwn.Escape(problem))
                : fields.Of(MakeForm, null, pressed.User.Id)));

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var filled = WebhookForm.Read(form.View.State);
        if (fields.WrongIn(filled, isNew: true) is { Count: > 0 } problems) return ViewSubmissionResponse.Errors(problems);
        var (id, address) = (
            Guid.NewGuid().ToString("N")[..12], new SealedAddress(filled.Address!, SealedAddress.NewSecret()));
        var (kept, problem) = fields.Seal(id, address);
        if (kept is null) return ViewSubmissionResponse.Errors((NameField, problem!));
        var refused = await RefusedFields.Catch(
            database, form, tx => Make(tx, id, filled.Wanted, (address.Shown, kept), form.User.Id));
        if (refused is not null) return refused;
        // A repeat has made none.
        var isFirst = database.Read(db => WebhookStore.Find(db, id)) is not null;
        return ViewSubmissionResponse.Update(RenewWebhookSecret.Shown(filled.Wanted.Name, isFirst ? address.Secret : null)) with
        {
            After = after => list.Refresh(form.View.PreviousViewId, after),
        };
    }

    void Make(Tx tx, string id, WantedWebhook wanted, (string Shown, string Sealed) address, string by)
    {
        if (list.Refusal(tx.Db, by) is { } refusal) throw RefusedFields.Anew(OpenForm.Done("Webhooks", refusal));
        var all = WebhookStore.All(tx.Db);
        if (all.Count >= WebhookStore.Most)
            throw RefusedFields.Of(NameField, $"There are {WebhookStore.Most} webhooks, which is the most.");
        RefuseSameName(all, id, wanted.Name);
        WebhookStore.Make(tx, id, wanted, address, by);
    }

    internal static void RefuseSameName(List<WebhookRow> all, string id, string name)
    {
        if (all.Exists(to => to.Id != id && to.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw RefusedFields.Of(NameField, "Another webhook has this name. Choose a different one.");
    }
}
