using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Slack;
using static Bot.Api.Webhooks.WebhookIds;

namespace Bot.Api.Webhooks;

/// <summary>The fields of a webhook's form, and what is wrong with what was filled in.</summary>
public sealed class WebhookForm(WebhookSettings settings, SealedSecrets secrets)
{
    const int LongestName = 60, LongestShown = 200;

    static readonly IReadOnlyList<Option> Kinds =
    [
        new("Incidents", WebhookKinds.Key(WebhookKind.Incidents)) { Description = "opened, changed, resolved, closed, reopened" },
        new("Follow-ups", WebhookKinds.Key(WebhookKind.FollowUps)) { Description = "created, changed, done, reopened" },
        new("On-call", WebhookKinds.Key(WebhookKind.OnCall)) { Description = "somebody else is on call" },
    ];

    static readonly Option Private = new("Also private incidents that I see", "private");

    /// <param name="id">The form's.</param>
    /// <param name="now">What it is; null where it is made.</param>
    /// <param name="reader">Who opens it: private incidents that it is told of are theirs, or they are asked anew.</param>
    public ModalViewDefinition Of(string id, WebhookRow? now, string reader) => Form(
        id, now,
        now is null ? new("", [WebhookKind.Incidents], false) : new(now.Name, now.KindList, now.Seer == reader), null, []);

    /// <summary>The form as it was filled in, over what it is now.</summary>
    /// <param name="now">What it is.</param>
    /// <param name="filled">What was filled in.</param>
    /// <param name="lost">What others have changed meanwhile that is lost when it is saved again.</param>
    public ModalViewDefinition Anew(
        WebhookRow now, (WantedWebhook Wanted, string? Address) filled, IReadOnlyList<string> lost) => Form(
            EditForm, now, filled.Wanted, filled.Address,
            [
                new SectionBlock
                {
                    Text = $":warning: Somebody has changed {string.Join(", ", lost)} meanwhile. "
                        + "Save again to put yours in its place.",
                },
            ]);

    ModalViewDefinition Form(string id, WebhookRow? now, WantedWebhook shown, string? address, IReadOnlyList<Block> above)
    {
        var isLost = now is not null && now.Open(secrets) is null;
        return new()
        {
            CallbackId = id,
            Title = now is null ? "New webhook" : Limits.Truncate(now.Name, Limits.ViewTitle),
            Submit = now is null ? "Make it" : "Save",
            Close = "Cancel",
            PrivateMetadata = now is null ? null : ShownWebhook.Of(now).Write(),
            Blocks =
            [
                .. above,
                new InputBlock
                {
                    BlockId = NameField,
                    Label = "Name",
                    Element = new PlainTextInput
                    {
                        ActionId = NameField,
                        InitialValue = shown.Name is { Length: > 0 } name ? name : null,
                        MaxLength = LongestName,
                        Placeholder = "Such as: status page",
                    },
                },
                Address(isLost ? null : now, address),
                new InputBlock
                {
                    BlockId = KindsField,
                    Label = "It is told of",
                    Element = new CheckboxGroup { ActionId = KindsField, Options = Kinds, InitialOptions = Ticked(shown) },
                },
                new InputBlock
                {
                    BlockId = PrivateField,
                    Label = "Private incidents",
                    Optional = true,
                    Element = new CheckboxGroup
                    {
                        ActionId = PrivateField,
                        Options = [Private],
                        InitialOptions = shown.IsPrivate ? [Private] : null,
                    },
                },
            ],
        };
    }

    static IReadOnlyList<Option> Ticked(WantedWebhook shown) =>
        [.. Kinds.Where(option => shown.Kinds.Any(kind => WebhookKinds.Key(kind) == option.Value))];

    /// <param name="now">What has an address already.</param>
    /// <param name="filled">What was filled in.</param>
    static InputBlock Address(WebhookRow? now, string? filled) => new()
    {
        BlockId = AddressField,
        Label = "Address",
        Hint = now is not null ? $"Empty: it stays as it is, {Limits.Truncate(now.Shown, LongestShown)}.{Resumes(now)}"
            : "Each change is posted there as JSON, as docs/api.md of the bot says. It is kept encrypted.",
        Optional = now is not null,
        Element = new PlainTextInput { ActionId = AddressField, InitialValue = filled, Placeholder = "https://…" },
    };

    static string Resumes(WebhookRow now) => now.Stopped switch
    {
        WebhookRow.Gone => " Another one switches it on again.",
        WebhookRow.Failed => " Another one resumes it.",
        _ => "",
    };

    /// <summary>What was filled in; an empty address is null.</summary>
    public static (WantedWebhook Wanted, string? Address) Read(ViewState state) => (
        new(
            state.Text(NameField).Trim(), WebhookKinds.Of(state.Ticked(KindsField)),
            state.Ticked(PrivateField).Contains(Private.Value)),
        state.Text(AddressField).Trim() is { Length: > 0 } address ? address : null);

    /// <param name="filled">What was filled in.</param>
    /// <param name="isNew">There is no address yet.</param>
    public Dictionary<string, string> WrongIn((WantedWebhook Wanted, string? Address) filled, bool isNew)
    {
        var found = new Dictionary<string, string>();
        if (filled.Wanted.Name.Length == 0) found[NameField] = "Say what it is for; a few words are enough.";
        if (filled.Wanted.Kinds.Count == 0) found[KindsField] = "Choose something, or it is told nothing.";
        if (filled.Address is { } address && settings.Problem(address) is { } wrong) found[AddressField] = wrong;
        if (filled.Address is null && isNew) found[AddressField] = "Give its address.";
        return found;
    }

    /// <summary>Encrypts it, or says why it cannot be.</summary>
    public (string? Sealed, string? Problem) Seal(string id, SealedAddress address)
    {
        if (secrets.Problem is { } problem) return (null, problem);
        try
        {
            return (address.SealFor(secrets, WebhookRow.Purpose(id)), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, SealedSecrets.Unkept(e));
        }
    }
}
