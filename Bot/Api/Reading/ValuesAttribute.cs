namespace Bot.Api.Reading;

/// <summary>The only words that a property has, for the documentation.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ValuesAttribute(params string[] values) : Attribute
{
    public IReadOnlyList<string> Values => values;
}

/// <summary>The same, as the words of an enumeration are stored.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValuesAttribute<T>() : ValuesAttribute(WordsOf.All<T>())
    where T : struct, Enum;

/// <summary>The words of an enumeration as they are stored.</summary>
static class WordsOf
{
    public static string[] All<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    public static string One<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
