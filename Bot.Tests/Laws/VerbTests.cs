using System.Reflection;
using System.Text.RegularExpressions;
using Bot.Storage;

namespace Bot.Tests.Laws;

/// <summary>What the history says is stored: each word is declared once, by the feature that writes it.</summary>
public sealed partial class VerbTests
{
    [Fact]
    public async Task Verbs_that_stand_in_the_history_are_never_removed()
    {
        var verbs = Declared().Order(StringComparer.Ordinal).ToList();
        var committed = await File.ReadAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "Laws", "verbs.txt"), TestContext.Current.CancellationToken);
        Assert.True(
            committed.SequenceEqual(verbs),
            $"Laws/verbs.txt should now be (nothing may be missing that was there):\n{string.Join('\n', verbs)}");
    }

    [Fact]
    public void A_verb_is_made_where_its_feature_declares_its_own() =>
        Assert.Equal([], Found(Made(), except: "Facts.cs"));

    [Fact]
    public void No_query_asks_for_a_verb_by_a_word_of_its_own() =>
        Assert.Equal([], Found(Asked(), except: "-"));

    static IEnumerable<string> Declared() =>
        from type in typeof(BotApp).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(Verb) || field.FieldType == typeof(IReadOnlyDictionary<string, Verb>)
        from verb in field.GetValue(null) switch
        {
            Verb one => [one],
            IReadOnlyDictionary<string, Verb> many => many.Values,
            _ => Enumerable.Empty<Verb>(),
        }
        select $"{type.Namespace!["Bot.".Length..]} {type.Name} {verb}";

    static IEnumerable<string> Found(Regex pattern, string except) =>
        from file in Sources.Of("Bot")
        where !file.Path.EndsWith(except, StringComparison.Ordinal)
        from match in pattern.Matches(file.Text)
        select $"{Sources.Short(file.Path)}: {match.Value}";

    // Also where the type of what is noted is left to the compiler.
    [GeneratedRegex(@"new Verb\([^)]*\)|\bVerb \w+ = new\([^)]*\)|\.Note\([^;]*?\bnew\([^)]*\)")]
    private static partial Regex Made();

    [GeneratedRegex(@"\bverb (?:=|<>|in \()\s*'[a-z][^']*'")]
    private static partial Regex Asked();
}
