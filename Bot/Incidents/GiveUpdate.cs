using System.Globalization;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Update: a sentence or two for whoever waits, shown in the channel, on the card and in the announcement.</summary>
public sealed class GiveUpdate(Database database, SlackApi slack, WhichIncident which, Access access)
{
    const string Text = "text";

    public Task<SlashResponse?> OpenByCommand(SlashCommand command, CancellationToken stop) =>
        which.Of(command, incident => slack.Views.Open(command.TriggerId, Form(incident), stop), stop);

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.Of(press, stop) is { } incident) await slack.Views.Open(press.TriggerId, Form(incident), stop);
    }

    static ModalViewDefinition Form(IncidentRow incident) => new()
    {
        CallbackId = IncidentRoutes.UpdateForm,
        PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
        Title = $"Update {incident.Label}",
        Submit = "Share",
        Close = "Cancel",
        Blocks =
        [
            new InputBlock
            {
                BlockId = Text,
                Label = "What is new",
                Hint = "Shown in the incident's channel and in the announcement.",
                Element = new PlainTextInput { ActionId = Text, Multiline = true, MaxLength = 3000, FocusOnLoad = true },
            },
        ],
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (await access.Problem(form.User.Id, stop) is { } problem) return ViewSubmissionResponse.Errors((Text, problem));
        var text = form.View.State.Text(Text);
        if (text.Length == 0) return ViewSubmissionResponse.Errors((Text, "Say what is new."));
        await database.Once(form.IdempotencyKey, tx =>
        {
            IncidentStore.AddUpdate(tx, IncidentStore.Find(tx.Db, WhichIncident.Number(form.View.PrivateMetadata)!.Value)!, form.User.Id, text);
            return null;
        });
        return null;
    }
}
