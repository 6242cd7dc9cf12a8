using Bot.Storage;

namespace Bot.Settings;

/// <summary>What the history says of settings.</summary>
public static class SettingFacts
{
    public static readonly Verb Set = new("set");
}
