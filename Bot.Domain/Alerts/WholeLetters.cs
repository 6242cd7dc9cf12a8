namespace Bot.Domain.Alerts;

/// <summary>Cuts texts between their letters.</summary>
static class WholeLetters
{
    /// <summary>
    /// At most so many UTF-16 units of a longer text: half a letter is none that anybody could read or send again.
    /// </summary>
    public static string Of(string text, int length) =>
        text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
