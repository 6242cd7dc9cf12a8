using System.Globalization;
using Bot.Alerts.Intake;
using Bot.Slack;
using Bot.Storage;
using static Bot.Alerts.Sources.SourceIds;

namespace Bot.Alerts.Sources;

/// <summary>So many alerts of a source within a minute; what comes beyond is kept and counted, and opens nothing.</summary>
public sealed class LimitSource(Database database, ChangeSource change, SourcePage page, IntakeSettings settings)
{
    internal const int Most = 1_000_000;

    public Task Open(BlockActionRequest press, CancellationToken stop) => page.Push(press, Form, stop);

    ModalViewDefinition Form(string name) => new()
    {
        CallbackId = LimitForm,
        Title = Limits.Truncate(name, Limits.ViewTitle),
        Submit = "Save",
        Close = "Cancel",
        PrivateMetadata = name,
        Blocks =
        [
            new InputBlock
            {
                BlockId = LimitField,
                Label = "Alerts within a minute",
                Hint = "What comes beyond is kept and counted, and opens nothing. 0: no limit. "
                    + $"Empty: as the bot is set, {Usual}.",
                Optional = true,
                Element = new PlainTextInput
                {
                    ActionId = LimitField,
                    InitialValue = Now(name)?.ToString(CultureInfo.InvariantCulture),
                    MaxLength = 7,
                },
            },
        ],
    };

    long? Now(string name) => database.Read(db => SourceStore.Find(db, name)?.PerMinute);

    string Usual => settings.PerMinute == 0 ? "no limit" : settings.PerMinute.ToString(CultureInfo.InvariantCulture);

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (user, name, typed) = (form.User.Id, form.View.PrivateMetadata, form.View.State.Text(LimitField));
        long? limit = null;
        if (typed.Length > 0)
        {
            if (!long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) || whole > Most)
                return ViewSubmissionResponse.Errors((LimitField, $"Use a whole number up to {Most}, or leave it empty."));
            limit = whole;
        }

        await change.Once(form.IdempotencyKey, user, tx =>
        {
            if (page.Find(tx.Db, name) is { IsRevoked: false } source) SourceStore.Limit(tx, source.Name, limit, user);
        });
        return ViewSubmissionResponse.Close() with
        {
            After = after => page.Refresh(form.View.PreviousViewId, name, user, after),
        };
    }
}
