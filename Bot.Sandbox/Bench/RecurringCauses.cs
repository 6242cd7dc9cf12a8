using System.Globalization;
using static Bot.Sandbox.CauseWords;

namespace Bot.Sandbox;

/// <summary>An incident of the past as people declared it or an alert opened it, with the number of what caused it.</summary>
/// <param name="Cause">Which cause; null of one that nobody asks about.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Alert">What its alert said beside that; null where somebody declared it.</param>
sealed record PastIncident(int? Cause, string Name, PastAlert? Alert);

/// <summary>The alert that opened an incident.</summary>
sealed record PastAlert(string Key, string? Node, string Message, string Job);

/// <summary>
/// Incidents whose causes come again and again, each time in other words, with slips of the pen and what people say beside it;
/// and as many others as a company has had. The same seed makes the same ones.
/// </summary>
sealed class RecurringCauses(int seed)
{
    // Of what people type, one word in so many has a slip; so many of ten incidents are opened by an alert.
    const int SlipIn = 14, AlertsOfTen = 4;

    readonly Random random = new(seed);

    /// <summary>So many causes: each is one trouble of one thing, and other causes have the same trouble or thing.</summary>
    public IEnumerable<PastIncident> Occurrences(int causes, int each)
    {
        for (var cause = 0; cause < causes; cause++)
        {
            var trouble = cause % Troubles.Length;
            var thing = Things[((cause / Troubles.Length) + (trouble * 7)) % Things.Length];
            for (var nth = 0; nth < each; nth++) yield return One(cause, thing, Troubles[trouble]);
        }
    }

    /// <summary>What else has happened.</summary>
    public IEnumerable<PastIncident> Others(int count)
    {
        for (var nth = 0; nth < count; nth++)
        {
            var (one, two) = (Any(Nouns), Any(Nouns));
            var model = $"{Any(["fct", "dim", "stg", "int", "mart"])}_{one}_{two}";
            var other = Any(Things);
            var thing = new Thing(
                $"{one} {two}s", model, $"{two}_{Any(["api", "db", "crm", "erp", "feed"])}", other.Loader,
                $"{one} {Any(["overview", "report", "board", "monitor", "review"])}",
                $"{two}_{Any(["id", "no", "code", "type"])}");
            yield return One(null, thing, Any(Troubles));
        }
    }

    PastIncident One(int? cause, Thing thing, Trouble trouble)
    {
        if (random.Next(10) >= AlertsOfTen)
            return new(cause, Slipped(Filled($"{Any(Before)}{Any(trouble.People)}{Any(Behind)}", thing)), null);
        var title = Filled(trouble.Title, thing);
        var isOfDbt = trouble.Message.Contains(" in model ", StringComparison.Ordinal)
            || trouble.Message.StartsWith("Got ", StringComparison.Ordinal);
        // A test is a node of its own, by the name that its title begins with.
        var node = !isOfDbt ? null
            : title.StartsWith(thing.Model, StringComparison.Ordinal) ? $"model.shop.{thing.Model}"
            : title.StartsWith("source ", StringComparison.Ordinal) ? $"source.shop.{thing.Source}.{Snake(thing.Name)}"
            : $"test.shop.{title.Split(' ')[0]}.0a1b2c3d4e";
        var job = isOfDbt ? "nightly_build" : $"{thing.Loader}_{thing.Source}".ToLowerInvariant();
        // A key of the job's own: whatever is wrong with it.
        return new(cause, title, new($"ci|{job}{(node is null ? "" : $"|{node}")}", node, Filled(trouble.Message, thing), job));
    }

    string Filled(string text, Thing thing) => text
        .Replace("{name}", thing.Name, StringComparison.Ordinal).Replace("{name_}", Snake(thing.Name), StringComparison.Ordinal)
        .Replace("{model}", thing.Model, StringComparison.Ordinal).Replace("{source}", thing.Source, StringComparison.Ordinal)
        .Replace("{loader}", thing.Loader, StringComparison.Ordinal).Replace("{dash}", thing.Dashboard, StringComparison.Ordinal)
        .Replace("{column}", thing.Column, StringComparison.Ordinal)
        .Replace("{n}", random.Next(2, 5000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    static string Snake(string name) => name.Replace(' ', '_');

    /// <summary>As it is typed in a hurry: letters swapped, left out or twice, and names without their marks.</summary>
    string Slipped(string text) => string.Join(' ', text.Split(' ').Select(word => random.Next(SlipIn) switch
    {
        0 when word.Length > 4 => Slip(word),
        1 => word.ToLowerInvariant(),
        2 => word.Replace('_', ' '),
        _ => word,
    }));

    string Slip(string word)
    {
        var at = random.Next(1, word.Length - 1);
        return random.Next(3) switch
        {
            0 => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
            1 => word.Remove(at, 1),
            _ => word.Insert(at, word[at].ToString()),
        };
    }

    T Any<T>(T[] of) => of[random.Next(of.Length)];
}
