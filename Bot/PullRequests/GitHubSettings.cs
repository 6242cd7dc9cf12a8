using System.Text;
using Bot.Settings;

namespace Bot.PullRequests;

/// <summary>How the bot hears of GitHub and asks it.</summary>
public sealed record GitHubSettings
{
    public const string SecretKey = "GITHUB_WEBHOOK_SECRET", TokenKey = "GITHUB_TOKEN";
    const string ApiKey = "GITHUB_API_URL", OfAll = "https://api.github.com/", ApiHost = "api.";
    const int Shortest = 8;

    /// <summary>With what GitHub signs what it delivers; null where nobody has said.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>With what the bot asks GitHub; null where it does not.</summary>
    public string? Token { get; init; }

    /// <summary>Where it is asked.</summary>
    public Uri Api { get; init; } = new(OfAll);

    public bool CanAsk => Token is not null;

    /// <summary>
    /// The host of GitHub's pages, to which people link: of api.github.com and api.acme.ghe.com it is what stands behind
    /// "api.", of a server of one's own the same host.
    /// </summary>
    public string Host =>
        Api.Authority.StartsWith(ApiHost, StringComparison.Ordinal) ? Api.Authority[ApiHost.Length..] : Api.Authority;

    /// <summary>What is still to be set before its state is followed, in one sentence; null where it is.</summary>
    public string? Missing => (Secret, Token) switch
    {
        (null, null) => $"Its state stays unknown until whoever runs the bot sets {SecretKey} and {TokenKey}.",
        (null, _) => $"Its state follows within ten minutes; with {SecretKey} it would at once.",
        (_, null) => $"Its state shows from the next thing that happens to it; with {TokenKey} it would at once.",
        _ => null,
    };

    // Its secrets are in no text of it.
    public override string ToString() => $"GitHub at {Host}";

    public static GitHubSettings Read(IConfiguration from) => new()
    {
        Secret = from.Optional(SecretKey) is not { } secret ? null
            : secret.Length >= Shortest ? Encoding.UTF8.GetBytes(secret)
            : throw new CannotStartException(
                $"{SecretKey} is shorter than {Shortest} characters. Set it to a long random text, such as the output of: "
                    + "openssl rand -hex 24"),
        Token = from.Optional(TokenKey) is not { } token ? null
            : Configured.IsSendable(token) ? token
            : throw new CannotStartException($"{TokenKey} holds a space or another character that no token has."),
        Api = from.Address(ApiKey, OfAll),
    };
}
