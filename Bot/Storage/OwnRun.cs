namespace Bot.Storage;

/// <summary>
/// The run that brings a subject to Slack, as the code inside it finds it. What it wakes of its own comes round at once, and if
/// that goes on with a growing pause: no subject keeps the bot busy with itself.
/// </summary>
public sealed record OwnRun(string Subject, long Version, long Tries)
{
    static readonly AsyncLocal<OwnRun?> Current = new();

    public static OwnRun? Now => Current.Value;

    /// <summary>From here on everything that the caller awaits is part of the run.</summary>
    public static void Begin(string subject, long version, long tries) => Current.Value = new(subject, version, tries);

    /// <summary>From one run that woke itself to the next.</summary>
    public TimeSpan Pause =>
        Tries == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(60, 0.25 * Math.Pow(2, Math.Min(Tries, 10))));
}
