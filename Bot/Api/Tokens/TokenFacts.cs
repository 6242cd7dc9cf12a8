using Bot.Storage;

namespace Bot.Api.Tokens;

/// <summary>What the history says of tokens.</summary>
public static class TokenFacts
{
    public static readonly Verb
        Made = new("made token"),
        Revoked = new("revoked token");
}
