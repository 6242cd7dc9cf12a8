using Bot.Storage;

namespace Bot.OnCall.Calendar;

/// <summary>What the history says of links to calendars.</summary>
public static class CalendarFacts
{
    public static readonly Verb
        Made = new("made"),
        Revoked = new("revoked");
}
