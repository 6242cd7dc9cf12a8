using System.Data;
using System.Globalization;
using Bot.Storage;

namespace Bot.Settings;

/// <summary>Reads a text as a value; false where it is none.</summary>
public delegate bool Reads<T>(string text, out T value);

/// <summary>A setting as texts, whatever they mean to the feature that declares it.</summary>
public interface ISetting
{
    string Key { get; }

    /// <summary>The value of now as the text that is kept of it.</summary>
    string Text(IDbConnection db);

    /// <summary>The text that is kept for what somebody typed, or null where it cannot be read.</summary>
    string? Clean(string typed);

    /// <summary>What is kept and cannot be read, so that the default counts; null where all is well.</summary>
    string? Unread(IDbConnection db);
}

/// <summary>
/// One setting, declared beside where it is used. What is kept and cannot be read counts as the default: it may have been
/// written by hand or by another version, and must stop no change.
/// </summary>
public sealed class Setting<T>(string key, T otherwise, Reads<T> reads, Func<T, string> text) : ISetting
{
    public string Key => key;

    public T Now(IDbConnection db) => Of(SettingStore.Get(db, key));

    /// <summary>What a kept text means; null is none.</summary>
    public T Of(string? kept) => kept is not null && reads(kept, out var value) ? value : otherwise;

    public string Text(IDbConnection db) => text(Now(db));

    public string? Clean(string typed) => reads(typed, out var value) ? text(value) : null;

    public string? Unread(IDbConnection db) =>
        SettingStore.Get(db, key) is { } kept && !reads(kept, out _) ? kept : null;

    public void Set(Tx tx, T value, string actor) => SettingStore.Set(tx, key, text(value), actor);
}

/// <summary>The kinds of settings that several features have.</summary>
public static class Setting
{
    /// <summary>Any text; null until it is set.</summary>
    public static Setting<string?> Plain(string key) => new(
        key, null,
        (string kept, out string? value) =>
        {
            value = kept;
            return kept.Length > 0;
        },
        value => value ?? "");

    /// <summary>A whole number from 0 on.</summary>
    public static Setting<int> Whole(string key, int otherwise, int most) => new(
        key, otherwise, (string kept, out int value) => IsWhole(kept, most, out value),
        value => value.ToString(CultureInfo.InvariantCulture));

    /// <summary>At least one name, each once.</summary>
    public static Setting<IReadOnlyList<string>> Names(string key, params string[] otherwise) => new(
        key, otherwise,
        (string kept, out IReadOnlyList<string> names) =>
        {
            names = Listed(kept);
            return names.Count > 0;
        },
        names => string.Join(", ", names));

    public static bool IsWhole(string text, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most;

    /// <summary>Names as people separate them, each once.</summary>
    public static IReadOnlyList<string> Listed(string text) =>
    [
        .. text.Split([',', ';', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}
