using Bot.Alerts.Intake;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Sources;

/// <summary>A new token in the place of the one that a source has, which works for a while beside it.</summary>
public sealed class RotateToken(Database database, SlackApi slack, ChangeSource change, SourcePage page, PublicUrl publicUrl)
{
    public static Button Button(string name) => SourcePage.Press(SourceIds.RotateButton, "Rotate token", name) with
    {
        Confirm = new()
        {
            Title = "Make a new token?",
            Text = new PlainText("The one that is used now works for 24 hours more. The new one is shown once."),
            Confirm = "Make it",
            Deny = "Leave it",
        },
    };

    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        var (name, user, token) = (press.Action.Value ?? "", press.User.Id, MakeSource.NewToken());
        await change.Once(press.IdempotencyKey, user, tx =>
        {
            if (SourceStore.Find(tx.Db, name) is { Kind: not null, RevokedAt: null }) SourceStore.Rotate(tx, name, token, user);
        });
        var (isFirst, kind) = database.Read(db => (
            SourceStore.HasToken(db, token),
            SourceStore.Find(db, name) is { RevokedAt: null } row ? SourceKind.Of(row.Kind) : null));
        return async after =>
        {
            if (kind is not null) await Show(press, kind, name, isFirst ? token : null, after);
            await page.Refresh(press.View?.Id, name, user, after);
        };
    }

    async Task Show(BlockActionRequest press, SourceKind kind, string name, string? token, CancellationToken stop)
    {
        try
        {
            await slack.Views.Push(
                press.TriggerId, ShownOnce.Modal(name, kind, token, new Snippet(publicUrl).Of(kind, name, token)), stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // Rotating again is the way, which ends none that is used.
        }
    }
}
