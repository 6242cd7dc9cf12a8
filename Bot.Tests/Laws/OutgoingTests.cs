using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>What the bot asks for over the network, and with what it compares proofs.</summary>
public sealed partial class OutgoingTests
{
    // Each asks for what people set, or for what is Slack's, GitHub's or Amazon's; see docs/security.md. None is given what an
    // alert or a message holds.
    static readonly string[] Lines =
    [
        "Bot/Alerts/Forwarding/DestinationLine.cs", "Bot/Alerts/Hooks/AmazonLine.cs", "Bot/Api/Webhooks/WebhookLine.cs",
        "Bot/Hosting/Health.cs", "Bot/Operating/Checks/ConnectionCheck.cs", "Bot/Operating/Checks/IntakeCheck.cs",
        "Bot/Operating/Heartbeat.cs",
        "Bot/PullRequests/GitHubLine.cs", "Bot/Settings/Listening.cs", "Bot.Slack/Socket/SocketLine.cs",
        "Bot.Slack/WebApi/FilesApi.cs", "Bot.Slack/WebApi/WebSend.cs",
    ];

    [Fact]
    public void Nothing_but_these_asks_for_anything_over_the_network()
    {
        var asking = Sources.Of("Bot", "Bot.Domain", "Bot.Slack").Where(file => Client().IsMatch(Code.Bare(file.Text)))
            .Select(file => Sources.Short(file.Path).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.Equal(Lines.Order(StringComparer.Ordinal), asking);
    }

    [Theory]
    [InlineData("Bot/Alerts/Intake/WhoMaySend.cs")]
    [InlineData("Bot/Alerts/Senders/Signature.cs")]
    public void What_proves_who_sends_is_compared_in_constant_time(string file)
    {
        var text = Code.Bare(File.ReadAllText(Path.Combine(Sources.Root(), file)));
        Assert.Contains("CryptographicOperations.FixedTimeEquals(", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(Otherwise(), text);
    }

    [Theory]
    [InlineData("known.SequenceEqual(hash)")]
    [InlineData("known == hash")]
    [InlineData("hash.Equals(known)")]
    public void Another_comparison_is_seen(string text) => Assert.Matches(Otherwise(), text);

    [Fact]
    public void A_proof_is_compared_nowhere_else()
    {
        var others = from file in Sources.Of("Bot")
                     let text = Code.Bare(file.Text)
                     where Hashes().IsMatch(text) && Otherwise().IsMatch(text)
                     select Sources.Short(file.Path);
        Law.Holds(others);
    }

    [GeneratedRegex(@"\bnew (HttpClient|SocketsHttpHandler|HttpClientHandler|TcpClient|Socket|ClientWebSocket|UdpClient)\b"
        + @"|\bHttpClient \w+ = new\(|\bAddHttpClient\b|\bHttpMessageInvoker\b")]
    private static partial Regex Client();

    // Of bytes, or of a hash or a signature written out.
    [GeneratedRegex(@"\bSequenceEqual\(|\b(known|hash|signature|right|secret|token)\b (==|!=) \b(?!null\b|"")\w"
        + @"|\b(hash|signature)\.Equals\(")]
    private static partial Regex Otherwise();

    [GeneratedRegex(@"\bHMAC|\bIncrementalHash\b|\bFixedTimeEquals\b")]
    private static partial Regex Hashes();
}
