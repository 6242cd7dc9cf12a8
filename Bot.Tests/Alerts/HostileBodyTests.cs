using System.Diagnostics;
using System.Text;
using Bot.Alerts;
using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts;

/// <summary>Bodies of full size that are made to take long: each is understood and decided about at once.</summary>
public sealed class HostileBodyTests
{
    const int Size = 120_000;

    static readonly string[] Pieces =
    [
        "(|)", "<|>", "[|]", "{|}", "\"|\"", "`|`", "“|”", "«|»", "'|'", "origin/|", "refs/heads/|", "null/|", "|@a", "* |",
        "is |", "all |", "state: |", "|->", "${|}", "not |", "|, ", "\u009d|", "\u001b]|", "[31|m", "|/", "(|", "v1.|",
    ];

    public static TheoryData<string> All => [.. Pieces];

    [Theory]
    [MemberData(nameof(All))]
    public void No_value_takes_long_however_it_is_made(string piece)
    {
        var (opens, closes) = piece.Split('|') is [var a, var b] ? (a, b) : (piece, "");
        var value = Times(opens) + Times(closes);
        var body = System.Text.Json.JsonSerializer.Serialize(new
        {
            title = value,
            description = value,
            status = value,
            deduplication_key = value,
            metadata = new { branch = value, environment = value, job = value, repository = value },
        });
        var began = Stopwatch.StartNew();
        foreach (var (alert, _) in AlertBody.Read("ci", Encoding.UTF8.GetBytes(body)))
        {
            AlertRules.Decide(alert, AlertRuleCases.Route(alert), AlertRuleCases.Nothing, new(5));
            Assert.True(alert.DeduplicationKey.Length <= DeduplicationKey.Longest);
        }
        Assert.True(began.Elapsed < TimeSpan.FromSeconds(2), $"{began.Elapsed}");
    }

    [Theory]
    [InlineData("--b\nContent-Disposition: x", " name=", "\nfoo")]
    [InlineData("--b\nContent-Disposition: x", "; name=\"", "\n\nfoo")]
    [InlineData("--b\n", "Content-Disposition: x; name=a\n", "")]
    [InlineData("--b\n", "a:\r\n", "\r\n")]
    [InlineData("", "--b\n", "")]
    [InlineData("", "--b\nContent-Disposition: x; name=a\n\n1\n", "--b--")]
    [InlineData("a", "=a&a", "=")]
    [InlineData("", "a=1&", "")]
    [InlineData("--", "a", "\n")]
    [InlineData("metadata[", "a]", "=1&title=x")]
    public void No_form_takes_long(string begin, string piece, string end)
    {
        var body = begin + string.Concat(Enumerable.Repeat(piece, 2 * Size / piece.Length)) + end;
        var began = Stopwatch.StartNew();
        Assert.NotEmpty(AlertBody.Read("ci", Encoding.UTF8.GetBytes(body)));
        Assert.True(began.Elapsed < TimeSpan.FromSeconds(2), $"{began.Elapsed}");
    }

    [Fact]
    public void A_key_that_is_too_long_to_keep_stays_its_own()
    {
        static string Key(string given) => DeduplicationKey.Of(given, "ci", "t", Alert.NoMetadata);
        var (one, other) = (new string('k', 5000) + "1", new string('k', 5000) + "2");
        Assert.Equal(Key(one), Key(one));
        Assert.NotEqual(Key(one), Key(other));
        Assert.Equal(DeduplicationKey.Longest, Key(one).Length);
    }

    static string Times(string piece) =>
        piece.Length == 0 ? "" : string.Concat(Enumerable.Repeat(piece, Size / 8 / piece.Length));
}
