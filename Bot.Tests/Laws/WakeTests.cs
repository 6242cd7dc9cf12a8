using System.Text.RegularExpressions;
using Bot.Delivery;

namespace Bot.Tests.Laws;

/// <summary>What a change wakes is served by somebody: a subject that nobody knows would fail every minute for ever.</summary>
public sealed partial class WakeTests
{
    // What the history is about, and nobody wakes.
    static readonly string[] OfHistoryAlone = ["rotation", "setting"];

    [Fact]
    public async Task Every_prefix_that_is_woken_is_served()
    {
        await using var afternoon = await Afternoon.Begin();
        var synchroniser = afternoon.Get<Synchroniser>();
        var prefixes = Sources.Of("Bot").SelectMany(f => Woken().Matches(f.Text).Select(m => m.Groups["prefix"].Value)).Distinct()
            .ToList();
        Assert.True(prefixes.Count > 8, $"Too few prefixes to be all: {string.Join(", ", prefixes)}");
        Assert.Equal([], prefixes.Except(OfHistoryAlone).Where(p => !synchroniser.Serves(p)));
    }

    // A literal where something is woken, or the name of a subject where it is declared.
    [GeneratedRegex(
        """Wake\(\$?"(?<prefix>\w+)[:"]|(?:string Subject(?:Of\([^)]*\))?|LookSubject) => \$?"(?<prefix>\w+)[:"]"""
            + """|const string \w*Subject = "(?<prefix>\w+)[:"]""")]
    private static partial Regex Woken();
}
