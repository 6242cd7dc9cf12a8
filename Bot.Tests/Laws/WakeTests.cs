using System.Text.RegularExpressions;
using Bot.Delivery;

namespace Bot.Tests.Laws;

/// <summary>What a change wakes is served by somebody: a subject that nobody knows would fail every minute for ever.</summary>
public sealed partial class WakeTests
{
    // What the history is about, and nobody wakes.
    static readonly string[] OfHistoryAlone = ["rotation", "calendar", "setting", "hook", "source", "destination", "token"];

    [Fact]
    public async Task Every_prefix_that_is_woken_is_served()
    {
        await using var afternoon = await Afternoon.Begin();
        var synchroniser = afternoon.Get<Synchroniser>();
        var prefixes = Sources.Of("Bot").SelectMany(f => Prefixes(Code.WithoutComments(f.Text))).Distinct().ToList();
        Assert.True(prefixes.Count > 18, $"Too few prefixes to be all: {string.Join(", ", prefixes)}");
        Law.Holds(prefixes.Except(OfHistoryAlone).Where(p => !synchroniser.Serves(p)));
    }

    [Fact]
    public void What_is_woken_has_a_name_that_can_be_read()
    {
        var wakes = Sources.Of("Bot").SelectMany(f => Wake().Matches(Code.WithoutComments(f.Text))
            .Select(m => (Path: Sources.Short(f.Path), What: m.Groups[1].Value))).ToList();
        Assert.True(wakes.Count > 50, "Too few wakes to be all.");
        Law.Holds(wakes.Where(w => !Readable().IsMatch(w.What)).Select(w => $"{w.Path} wakes {w.What}"));
    }

    static IEnumerable<string> Prefixes(string code) => Woken().Matches(code).Select(m =>
        m.Groups["name"].Success ? Constant(code, m.Groups["name"].Value) : m.Groups["prefix"].Value);

    // A name that is declared elsewhere is read as it stands, and nobody serves that.
    static string Constant(string code, string name) =>
        Regex.Match(code, $"const string {name} = \"(\\w+)[:\"]") is { Success: true } found ? found.Groups[1].Value : name;

    // A literal where something is woken, or the name of a subject where it is declared.
    [GeneratedRegex(
        """(?:Wake\(|string (?:Subject(?:Of)?|HandOff|Group|Invite)(?:\([^)]*\))? =>\s*(?:[\w.]+\((?:[\w.]+, )?)?)"""
            + """\$?"(?:(?<prefix>\w+)[:"]|\{(?<name>\w+)\}[:"])|const string \w*Subject = "(?<prefix>\w+)[:"]""")]
    private static partial Regex Woken();

    [GeneratedRegex(@"(?<!public (?:Task|void|static void) |record )\bWake\((?:tx, )?([^;]*?)[,)]")]
    private static partial Regex Wake();

    // A literal with its prefix, something called a subject, or what OnCallSubjects names.
    [GeneratedRegex("""^(?:\$?"(?:\w+|\{\w+\})[:"]|(?:[\w.]+\.)?(?:\w*[Ss]ubject(?:Of\(.*)?$|OnCallSubjects\.))""")]
    private static partial Regex Readable();
}
