using System.Globalization;

namespace Bot.Sandbox;

/// <summary>Slack's message time, "seconds.microseconds", which is also the message's id within its channel.</summary>
static class Ts
{
    public static string Format(long micros) =>
        string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000_000}.{micros % 1_000_000:D6}");

    public static string Format(DateTimeOffset time) => Format(Micros(time));

    public static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10;

    public static bool TryParse(string text, out long micros)
    {
        micros = 0;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? text : text[..dot];
        var rest = dot < 0 ? "" : text[(dot + 1)..];
        if (rest.Length > 6 || !long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        if (rest.Length > 0 && !long.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return false;
        micros = seconds * 1_000_000 + (rest.Length == 0 ? 0 : long.Parse(rest.PadRight(6, '0'), CultureInfo.InvariantCulture));
        return true;
    }
}
