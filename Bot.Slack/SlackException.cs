namespace Bot.Slack;

/// <summary>
/// Slack refused a call (ok:false): it did not happen, and the same call will be refused again until the cause is cured.
/// </summary>
public sealed class SlackException(
    string method, string error, string? neededScope = null, IReadOnlyList<string>? details = null, string? remedy = null)
    : Exception($"Slack refused {method}: {error}. {remedy ?? Remedies.For(method, error, neededScope)}")
{
    /// <summary>Whether Slack refuses the app, or everybody, and not one person, channel or message.</summary>
    public static bool IsForAll(string error) => Remedies.IsForAll(error);

    /// <summary>The same refusal, for which somebody knows better what to do.</summary>
    public SlackException Because(string remedy) => new(Method, Error, NeededScope, Details, remedy);

    /// <summary>Slack's code, such as <c>name_taken</c>.</summary>
    public string Error { get; } = error;

    public string Method { get; } = method;

    /// <summary>Slack takes the token itself no longer; whatever else it says of a token may pass.</summary>
    public bool IsDeadToken => IsOfDeadToken(Error);

    /// <summary>The channel is archived, which Slack calls by another word where a message is edited.</summary>
    public bool IsArchived => IsOfArchived(Error);

    /// <summary>The channel is archived, gone, or private and without the bot.</summary>
    public bool IsOfNoChannel => IsArchived || Error == "channel_not_found";

    /// <inheritdoc cref="IsArchived"/>
    public static bool IsOfArchived(string error) => error is "is_archived" or "is_inactive";

    internal static bool IsOfDeadToken(string error) =>
        error is "account_inactive" or "invalid_auth" or "not_authed" or "token_expired" or "token_revoked";

    internal static bool IsTransientTrouble(string? error) =>
        error is "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout";

    internal static bool IsTooMany(string? error) => error is "ratelimited" or "rate_limited";

    /// <summary>The scope that was missing; null when that was not the cause.</summary>
    public string? NeededScope { get; } = neededScope;

    /// <summary>Slack's own explanations, such as which block breaks which limit; empty when it gave none.</summary>
    public IReadOnlyList<string> Details { get; } = details ?? [];

    /// <summary>What to do, in words.</summary>
    public string Remedy { get; } = remedy ?? Remedies.For(method, error, neededScope);
}

/// <summary>Slack did not answer, or answered with trouble of its own; trying later may work.</summary>
public sealed class SlackUnreachableException(string method, bool mayHaveHappened, string reason, Exception? cause = null)
    : Exception(
        $"Slack could not be reached for {method}: {reason}{(mayHaveHappened ? "; it may have happened all the same" : "")}.",
        cause)
{
    public string Method { get; } = method;

    /// <summary>True when the call may have taken effect: look before sending it again.</summary>
    public bool MayHaveHappened { get; } = mayHaveHappened;
}

/// <summary>Slack will not let this app connect until somebody changes something; the message says what.</summary>
public sealed class SlackStoppedException(string error, string sentence) : Exception(sentence)
{
    /// <summary>Slack's code, such as <c>token_revoked</c>.</summary>
    public string Error { get; } = error;
}
