using Bot.Domain.OnCall;

namespace Bot.OnCall.Rotations;

/// <summary>
/// What the form of a rotation carries: which rotation it is of, what it showed of its settings (null for a new one), and
/// whether all settings are shown.
/// </summary>
public sealed record ShownRotation(string Id, SettingsMarks? Marks, bool ShowsAll)
{
    const string All = "all";

    public static ShownRotation Read(string metadata)
    {
        var parts = metadata.Split('|');
        return new(parts[0], parts.Length > 1 && parts[1].Length > 0 ? SettingsMarks.Read(parts[1]) : null, parts is [_, _, All]);
    }

    public string Write() => $"{Id}|{Marks}|{(ShowsAll ? All : "")}";
}
