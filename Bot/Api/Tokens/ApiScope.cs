namespace Bot.Api.Tokens;

/// <summary>What a token lets whoever has it do.</summary>
[Flags]
public enum ApiScope
{
    None = 0,

    /// <summary>Read what everybody of the workspace sees.</summary>
    Read = 1,

    /// <summary>Declare, update and resolve; add follow-ups.</summary>
    Write = 2,

    /// <summary>The same with the private incidents and requests that whoever made the token sees.</summary>
    Private = 4,
}

/// <summary>Scopes as they are stored and as people read them.</summary>
static class ApiScopes
{
    static readonly ApiScope[] All = [ApiScope.Read, ApiScope.Write, ApiScope.Private];

    public static string Word(ApiScope scope) => scope.ToString().ToLowerInvariant();

    public static string Words(ApiScope scopes) => string.Join(' ', All.Where(s => scopes.HasFlag(s)).Select(Word));

    public static ApiScope Of(IEnumerable<string> words) =>
        All.Where(scope => words.Contains(Word(scope))).Aggregate(ApiScope.None, (all, one) => all | one);

    /// <summary>What is missing where something needs it.</summary>
    public static string Missing(ApiScope scope, string name) => scope == ApiScope.Write
        ? $"The token “{name}” may only read. An admin makes one in Slack that may write."
        : $"The token “{name}” may not {Word(scope)}. An admin makes one in Slack that may.";
}
