using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Storage;

/// <summary>What the bot calls its daily backups: each says when it was taken, and none takes the place of another.</summary>
/// <param name="At">When it was taken, to the minute.</param>
/// <param name="Nth">Which of that minute.</param>
/// <param name="IsUnfinished">Whether it was begun and not ended.</param>
public sealed partial record BackupName(DateTimeOffset At, int Nth, bool IsUnfinished)
{
    const string Stamp = "yyyyMMdd-HHmm";

    /// <summary>A path in a folder that nothing has yet.</summary>
    public static string Free(string folder, DateTimeOffset at)
    {
        var first = Path.Combine(folder, $"data-responder-{at.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}");
        var path = $"{first}.db";
        for (var nth = 2; Path.Exists(path); nth++)
            path = string.Create(CultureInfo.InvariantCulture, $"{first}-{nth}.db");
        return path;
    }

    /// <summary>What a file's name says; null where it is none of ours.</summary>
    public static BackupName? Of(string path) =>
        Own().Match(Path.GetFileName(path)) is { Success: true } name
            && DateTimeOffset.TryParseExact(
                name.Groups["stamp"].Value, Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new(at, Number(name.Groups["nth"]), name.Groups["rest"].Success)
            : null;

    static int Number(Group nth) => nth.Success ? int.Parse(nth.Value, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex(
        @"^data-responder-(?<stamp>[0-9]{8}-[0-9]{4})(-(?<nth>[0-9]{1,6}))?\.db(?<rest>\.part.*)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Own();
}
