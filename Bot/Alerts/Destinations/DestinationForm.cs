using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Slack;
using static Bot.Alerts.Destinations.DestinationIds;

namespace Bot.Alerts.Destinations;

/// <summary>The fields of a destination's form, and what is wrong with what was filled in.</summary>
static class DestinationForm
{
    const int LongestName = 60, LongestShown = 200;

    public static InputBlock Name(string? now) => new()
    {
        BlockId = NameField,
        Label = "Name",
        Hint = "It stands in routes and with each alert that is sent on.",
        Element = new PlainTextInput
        {
            ActionId = NameField,
            InitialValue = now,
            MaxLength = LongestName,
            Placeholder = "Pager of the platform team",
        },
    };

    /// <param name="kind">Whose address.</param>
    /// <param name="before">What it is; null where there is none, or none that can be read.</param>
    public static InputBlock Address(DestinationKind kind, string? before) => new()
    {
        BlockId = AddressField,
        Label = "Address",
        Hint = before is not null ? $"Empty: it stays as it is, {Limits.Truncate(before, LongestShown)}."
            : kind == DestinationKind.PagerDuty ? "PagerDuty's own; other tools that take its events have another."
            : "Each alert is posted there as JSON, as docs/alerts.md of the bot says. It is kept encrypted.",
        Optional = before is not null,
        Element = new PlainTextInput
        {
            ActionId = AddressField,
            InitialValue = before is null && kind == DestinationKind.PagerDuty ? DestinationKind.PagerDutysAddress : null,
            Placeholder = "https://…",
        },
    };

    public static InputBlock Key(bool isNew) => new()
    {
        BlockId = KeyField,
        Label = "Integration key",
        Hint = isNew ? "Of an integration “Events API v2” of the service. It is kept encrypted."
            : "Empty: it stays as it is.",
        Optional = !isNew,
        Element = new PlainTextInput { ActionId = KeyField },
    };

    /// <summary>What was filled in; an empty field is null.</summary>
    public static (string Name, string? Address, string? Key) Read(ViewState state)
    {
        static string? Filled(string text) => text.Length > 0 ? text : null;
        return (state.Text(NameField), Filled(state.Text(AddressField)), Filled(state.Text(KeyField)));
    }

    public static Dictionary<string, string> Problems((string Name, string? Address, string? Key) filled)
    {
        var found = new Dictionary<string, string>();
        if (filled.Name.Length == 0) found[NameField] = "Give it a name, such as Pager of the platform team.";
        if (filled.Address is { } address && SealedAddress.Problem(address) is { } wrong) found[AddressField] = wrong;
        if (filled.Key is { } key && SealedAddress.ProblemOfKey(key) is { } odd) found[KeyField] = odd;
        return found;
    }

    /// <summary>Encrypts it, or says why it cannot be.</summary>
    public static (string? Sealed, string? Problem) Seal(SealedSecrets secrets, string id, SealedAddress address)
    {
        if (secrets.Problem is { } problem) return (null, problem);
        try
        {
            return (address.Seal(secrets, id), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, SealedSecrets.Unkept(e));
        }
    }
}
