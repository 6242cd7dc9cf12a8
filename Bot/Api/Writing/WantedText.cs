using Bot.Api.Reading;
using Bot.Slack;

namespace Bot.Api.Writing;

/// <summary>What a program sends, read as what it is to be, or refused with a sentence.</summary>
static class WantedText
{
    public static string Text(string name, string? text, int most) => Maybe(name, text, most)
        ?? throw ProblemException.Wrong($"“{name}” says nothing. Say it in a few words.");

    public static string? Maybe(string name, string? text, int most) => Kept(text) switch
    {
        null or "" => null,
        { Length: var length } when length > most =>
            throw ProblemException.Wrong($"“{name}” has {length} characters. {most} are the most."),
        var said => said,
    };

    // Not every store keeps a sign of value 0.
    static string? Kept(string? text) => text?.Replace("\0", "", StringComparison.Ordinal).Trim();

    public static T Word<T>(string name, string? word, T otherwise)
        where T : struct, Enum => Word<T>(name, word, null) ?? otherwise;

    public static T? Word<T>(string name, string? word, T? none)
        where T : struct, Enum => string.IsNullOrEmpty(word) ? none
        : WordsOf.Read<T>(word) ?? throw ProblemException.Wrong(
            $"“{name}” is “{Limits.Truncate(word, 60)}”. Use {string.Join(", ", WordsOf.All<T>())}.");
}
