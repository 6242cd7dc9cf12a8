using Bot.Alerts.Intake;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using static Bot.Alerts.Sources.SourceIds;

namespace Bot.Alerts.Sources;

/// <summary>
/// The secret with which a source signs: entered where the source makes it, and made here, shown once, where it is to be given
/// one.
/// </summary>
public sealed class SetSecret(
    Database database, ChangeSource change, SourcePage page, SealedSecrets secrets, PublicUrl publicUrl)
{
    const int Shortest = 8, Longest = 500;

    internal static Button Button(ListedSource source)
    {
        var isMade = source.Kind!.Proof == SourceProof.MadeSecret;
        var button = SourcePage.Press(SecretButton, isMade ? "New secret" : "Enter its secret", source.Name);
        var isNeeded = source.Kind.Signs && source.Row?.Secret is null;
        return isNeeded || source.LostItsSecret ? button with { Style = ButtonStyle.Primary } : button;
    }

    public Task Open(BlockActionRequest press, CancellationToken stop) => page.Push(press, Form, stop);

    ModalViewDefinition Form(string name)
    {
        var kind = database.Read(db => SourceKind.Of(SourceStore.Find(db, name)?.Kind)) ?? SourceKind.CircleCi;
        return new()
        {
            CallbackId = SecretForm,
            Title = Limits.Truncate(name, Limits.ViewTitle),
            Submit = kind.Proof == SourceProof.MadeSecret ? "Make it" : "Save",
            Close = "Cancel",
            PrivateMetadata = name,
            Blocks = kind.Proof == SourceProof.MadeSecret
                ?
                [
                    new SectionBlock
                    {
                        Text = $"*Make a new secret?* It is shown once. Until {kind.Name} has it, what it signs with the old one "
                            + "is refused.",
                    },
                ]
                :
                [
                    new InputBlock
                    {
                        BlockId = SecretField,
                        Label = "Secret",
                        Hint = $"As {kind.Name} shows it. It is kept encrypted, and takes the place of the one before at once.",
                        Element = new PlainTextInput { ActionId = SecretField, MinLength = Shortest, MaxLength = Longest },
                    },
                ],
        };
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (user, name) = (form.User.Id, form.View.PrivateMetadata);
        if (database.Read(db => SourceKind.Of(SourceStore.Find(db, name)?.Kind)) is not { MaySign: true } kind) return null;
        var isMade = kind.Proof == SourceProof.MadeSecret;
        var secret = isMade ? MakeSource.NewToken() : form.View.State.Text(SecretField);
        if (secret.Length < Shortest)
            return ViewSubmissionResponse.Errors((SecretField, $"A secret has {Shortest} characters at least."));
        if (secrets.Problem is { } problem) return Refused(isMade, name, problem);
        string kept;
        try
        {
            kept = secrets.Seal(name, secret);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(isMade, name, SealedSecrets.Unkept(e));
        }

        await change.Once(form.IdempotencyKey, user, tx =>
        {
            if (SourceStore.Find(tx.Db, name) is { Kind: not null, RevokedAt: null }) SourceStore.SetSecret(tx, name, kept, user);
        });
        var isFirst = database.Read(db => SourceStore.Find(db, name)?.Secret == kept);
        var answer = isMade
            ? ViewSubmissionResponse.Update(ShownOnce.Modal(
                name, kind, isFirst ? secret : null, new Snippet(publicUrl).Of(kind, name)))
            : ViewSubmissionResponse.Close();
        return answer with { After = after => page.Refresh(form.View.PreviousViewId, name, user, after) };
    }

    // A form without a field has no place for a sentence.
    static ViewSubmissionResponse Refused(bool isMade, string name, string problem) => isMade
        ? ViewSubmissionResponse.Update(Delivery.OpenForm.Done(Limits.Truncate(name, Limits.ViewTitle), Mrkdwn.Escape(problem)))
        : ViewSubmissionResponse.Errors((SecretField, problem));
}
