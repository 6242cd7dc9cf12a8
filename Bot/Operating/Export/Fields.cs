using System.Globalization;

namespace Bot.Operating.Export;

/// <summary>A map of the file by its known keys: what is of another kind, or unknown, is a problem of its line.</summary>
sealed class Fields
{
    readonly YamlMap map;
    readonly Problems problems;

    Fields(YamlMap map, Problems problems) => (this.map, this.problems) = (map, problems);

    public int Line => map.Line;

    /// <summary>Null where it is no map.</summary>
    public static Fields? Of(YamlValue value, Problems problems, string what, params string[] known)
    {
        if (value is not YamlMap map)
        {
            problems.Add(value.Line, $"{what} has keys and values here, such as {known[0]}: …");
            return null;
        }

        foreach (var (key, entry) in map.Entries.Where(e => !known.Contains(e.Key)))
            problems.Add(entry.Line, $"Nothing is called “{key}” here. Use one of {string.Join(", ", known)}.");
        return new(map, problems);
    }

    /// <summary>The maps of a list; what is no list, or none of these, is said.</summary>
    public static IReadOnlyList<Fields> All(YamlValue value, Problems problems, string what, params string[] known)
    {
        if (value is YamlList list) return [.. list.Items.Select(i => Of(i, problems, what, known)).OfType<Fields>()];
        // Nothing at all is an empty list.
        if (value is not YamlText { Text: "" })
            problems.Add(value.Line, $"A list belongs here, each beginning with “- {known[0]}:”.");
        return [];
    }

    public bool Has(string key) => map.Entries.ContainsKey(key);

    public int LineOf(string key) => map.Entries.TryGetValue(key, out var entry) ? entry.Line : map.Line;

    public YamlValue? Value(string key) => map.Entries.GetValueOrDefault(key)?.Value;

    public void Wrong(string key, string sentence) => problems.Add(LineOf(key), sentence);

    /// <summary>The text of a key; null where it is not there.</summary>
    public string? Text(string key)
    {
        if (Value(key) is not { } value) return null;
        if (value is YamlText text) return text.Text;
        Wrong(key, $"{key} is one text.");
        return null;
    }

    /// <summary>The text of a key that has to be there.</summary>
    public string? Needed(string key, string what)
    {
        if (!Has(key)) problems.Add(map.Line, $"{what} needs {key}.");
        return Text(key);
    }

    /// <summary>Texts of a list with their lines; null where the key is not there.</summary>
    public IReadOnlyList<YamlText>? Texts(string key)
    {
        if (Value(key) is not { } value) return null;
        if (value is YamlText { Text: "" }) return [];
        if (value is YamlList list && list.Items.All(i => i is YamlText)) return [.. list.Items.Cast<YamlText>()];
        Wrong(key, $"{key} is a list of texts, each on a line of its own behind a dash; none is [].");
        return null;
    }

    public bool? YesNo(string key)
    {
        if (Text(key) is not { } text) return null;
        if (text.ToLowerInvariant() is "true" or "yes") return true;
        if (text.ToLowerInvariant() is "false" or "no") return false;
        Wrong(key, $"{key} is true or false.");
        return null;
    }

    /// <summary>One of an enumeration's names, in small letters with underscores.</summary>
    public T? Choice<T>(string key)
        where T : struct, Enum
    {
        if (Text(key) is not { } text) return null;
        foreach (var value in Enum.GetValues<T>())
            if (Spelt(value) == text) return value;
        Wrong(key, $"{key} is one of {string.Join(", ", Enum.GetValues<T>().Select(Spelt))}.");
        return null;
    }

    /// <summary>One of several words.</summary>
    public string? Choice(string key, params string[] words)
    {
        if (Text(key) is not { } text || words.Contains(text)) return Text(key);
        Wrong(key, $"{key} is one of {string.Join(", ", words)}.");
        return null;
    }

    public TimeOnly? Clock(string key)
    {
        if (Text(key) is not { } text) return null;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        Wrong(key, $"{key} is a time between quotes, such as \"09:00\".");
        return null;
    }

    public static string Written(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An enumeration's name as files have it: in_the_morning.</summary>
    public static string Spelt<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, at) => char.IsUpper(c) && at > 0 ? $"_{char.ToLowerInvariant(c)}"
            : char.ToLowerInvariant(c).ToString()));
}
