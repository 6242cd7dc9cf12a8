using System.Reflection;
using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>What was sent or typed from outside is matched in bounded time.</summary>
public sealed class RegexTests
{
    static readonly string[] Bots = ["Bot", "Bot.Domain", "Bot.Slack"];

    [Fact]
    public void A_pattern_of_the_bot_never_goes_back_or_has_a_time_after_which_it_gives_up()
    {
        var all = (from type in Code.Types
                   where Bots.Contains(type.Assembly.GetName().Name)
                   from method in Code.Methods(type)
                   let pattern = method.GetCustomAttribute<GeneratedRegexAttribute>()
                   where pattern is not null
                   select (Place: $"{type.FullName}.{method.Name}", pattern)).ToList();
        Assert.True(all.Count > 20, "Too few patterns to be all.");
        Law.Holds(all.Where(p => !p.pattern.Options.HasFlag(RegexOptions.NonBacktracking)
            && p.pattern.MatchTimeoutMilliseconds <= 0).Select(p => p.Place));
        // One that can be no such pattern fails when it is made, and not before.
        Assert.All(all, p => _ = new Regex(p.pattern.Pattern, p.pattern.Options));
    }
}
