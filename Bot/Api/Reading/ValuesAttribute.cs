using System.Text.Json;

namespace Bot.Api.Reading;

/// <summary>The only words that a property has, for the documentation.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ValuesAttribute(params string[] values) : Attribute
{
    public IReadOnlyList<string> Values => values;
}

/// <summary>The same of an enumeration.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValuesAttribute<T>() : ValuesAttribute(WordsOf.All<T>())
    where T : struct, Enum;

/// <summary>The words of an enumeration as programs read and write them: <c>not_doing</c>.</summary>
static class WordsOf
{
    public static string[] All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(One)];

    public static string One<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>What a word stands for; null where it is none of them.</summary>
    public static T? Read<T>(string? word)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => One(value) == word).Cast<T?>().FirstOrDefault();
}
