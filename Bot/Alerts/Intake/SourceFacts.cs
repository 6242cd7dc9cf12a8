using Bot.Storage;

namespace Bot.Alerts.Intake;

/// <summary>What the history says of sources.</summary>
public static class SourceFacts
{
    public static readonly Verb
        Made = new("made source"),
        Rotated = new("rotated token"),
        Secret = new("set secret"),
        Expected = new("expected every"),
        PerMinute = new("limit per minute"),
        Revoked = new("revoked source");
}
