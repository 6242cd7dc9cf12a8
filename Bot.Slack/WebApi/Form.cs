using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bot.Slack;

/// <summary>The fields of a call; null is left out, objects are JSON strings as Slack's own clients send them.</summary>
sealed class Form : IEnumerable<KeyValuePair<string, string>>
{
    readonly List<KeyValuePair<string, string>> fields = [];

    /// <summary>The value of a field; null where it is left out.</summary>
    public string? this[string name] => fields.Find(f => f.Key == name).Value;

    public void Add(string name, string? value)
    {
        if (value is not null) fields.Add(new(name, value));
    }

    public void Add(string name, bool? value) => Add(name, value is null ? null : value.Value ? "true" : "false");

    public void Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Add<T>(string name, T? value, JsonTypeInfo<T> type) where T : class
    {
        if (value is not null) Add(name, JsonSerializer.Serialize(value, type));
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
