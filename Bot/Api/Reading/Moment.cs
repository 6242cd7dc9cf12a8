namespace Bot.Api.Reading;

/// <summary>Stored times as programs read them.</summary>
static class Moment
{
    public static DateTimeOffset Of(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);

    public static DateTimeOffset? Of(long? unixMilliseconds) => unixMilliseconds is { } at ? Of(at) : null;
}
