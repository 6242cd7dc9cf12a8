using System.Security.Cryptography;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using static Bot.Alerts.Sources.SourceIds;

namespace Bot.Alerts.Sources;

/// <summary>A new source: what it sends, what it is called, and then what proves that it is the one, shown once.</summary>
public sealed class MakeSource(
    Database database, ChangeSource change, SourceList list, SealedSecrets secrets, IntakeSettings settings, PublicUrl publicUrl)
{
    const string Title = "New source";

    // As long as the keys that tools of PagerDuty's insist on.
    const int TokenLength = 32;

    /// <summary>What nobody can guess, of letters that any sender can send.</summary>
    public static string NewToken() => RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);

    /// <summary>The list's only submit.</summary>
    public Task<ViewSubmissionResponse?> Begin(ViewSubmission pressed, CancellationToken stop) =>
        list.Refusal(pressed.User.Id) is { } refusal
            ? throw new RefusedException(refusal)
            : Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Push(ChooseKind.Form(
                KindForm, Title, KindField, "What sends",
                SourceKind.All.Select(k => new Option(k.Name, k.Key) { Description = k.About }))));

    public Task<ViewSubmissionResponse?> Choose(ViewSubmission form, CancellationToken stop) =>
        Task.FromResult<ViewSubmissionResponse?>(SourceKind.Of(form.View.State.Selected(KindField)) switch
        {
            null => ViewSubmissionResponse.Errors((KindField, "Choose one.")),
            { Signs: true } when secrets.Problem is { } problem => ViewSubmissionResponse.Errors((KindField, problem)),
            var kind => ViewSubmissionResponse.Update(NameOf(kind)),
        });

    static ModalViewDefinition NameOf(SourceKind kind) => new()
    {
        CallbackId = NameForm,
        Title = Title,
        Submit = "Make it",
        Close = "Cancel",
        PrivateMetadata = kind.Key,
        Blocks =
        [
            new InputBlock
            {
                BlockId = NameField,
                Label = "Name",
                Hint = $"It stands in the address and with each alert of {kind.Name}: letters, digits, dashes, dots and "
                    + "underscores.",
                Element = new PlainTextInput { ActionId = NameField, MaxLength = 60, Placeholder = "Such as: nightly-dbt" },
            },
        ],
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (user, name) = (form.User.Id, form.View.State.Text(NameField));
        if (SourceKind.Of(form.View.PrivateMetadata) is not { } kind) return null;
        if (!IntakeSettings.IsName(name))
            return ViewSubmissionResponse.Errors((NameField, "Use letters, digits, dashes, dots and underscores."));
        var proof = kind.Proof == SourceProof.GivenSecret ? null : NewToken();
        try
        {
            var kept = kind.Proof == SourceProof.MadeSecret ? secrets.Seal(name, proof!) : null;
            await change.Once(form.IdempotencyKey, user, tx => Make(tx, name, kind, (proof, kept), user));
            var isFirst = proof is not null && database.Read(db => kept is null
                ? SourceStore.HasToken(db, proof)
                : SourceStore.Find(db, name)?.Secret == kept);
            return ViewSubmissionResponse.Update(Made(kind, name, isFirst ? proof : null)) with
            {
                After = after => list.Refresh(form.View.PreviousViewId, after),
            };
        }
        catch (RefusedFields refused)
        {
            return refused.Response;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ViewSubmissionResponse.Errors((NameField, SealedSecrets.Unkept(e)));
        }
    }

    void Make(Tx tx, string name, SourceKind kind, (string? Proof, string? Kept) with, string user)
    {
        if (settings.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw RefusedFields.Of(NameField, "A setting of the bot names a source so already. Choose another name.");
        if (SourceStore.All(tx.Db).Exists(s =>
            s is { Kind: not null, RevokedAt: null } && s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw RefusedFields.Of(NameField, "There is a source of this name. Choose another.");
        SourceStore.Make(tx, name, kind, user);
        if (with.Kept is { } kept) SourceStore.SetSecret(tx, name, kept, user);
        else if (with.Proof is { } token) SourceStore.Rotate(tx, name, token, user);
    }

    ModalViewDefinition Made(SourceKind kind, string name, string? proof)
    {
        var snippet = new Snippet(publicUrl).Of(kind, name, kind.Signs ? null : proof);
        return kind.Proof != SourceProof.GivenSecret ? ShownOnce.Modal(name, kind, proof, snippet) : new()
        {
            Title = Limits.Truncate(name, Limits.ViewTitle),
            Close = "Done",
            Blocks =
            [
                new SectionBlock { Text = snippet },
                new ActionsBlock { Elements = [SourcePage.Press(SecretButton, "Enter its secret", name)] },
            ],
        };
    }
}
