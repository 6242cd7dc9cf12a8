namespace Bot.Slack;

/// <summary>How the bot reaches Slack; the defaults are Slack's own numbers.</summary>
public sealed record SlackOptions
{
    /// <summary>The bot token, xoxb-….</summary>
    public string BotToken { get; init; } = "";

    /// <summary>The app-level token, xapp-…, with connections:write.</summary>
    public string AppToken { get; init; } = "";

    /// <summary>An admin's xoxp-… for usergroups.* alone; null uses the bot token.</summary>
    public string? GroupsToken { get; init; }

    public Uri ApiUrl { get; init; } = new("https://slack.com/api/");

    /// <summary>How many sockets Slack allows an app.</summary>
    public const int MostSockets = 10;

    /// <summary>How many sockets are kept open, of <see cref="MostSockets"/> of all processes together.</summary>
    public int Sockets { get; init; } = 2;

    /// <summary>Time between the first connects of two sockets, so that Slack does not refresh them together.</summary>
    public TimeSpan SocketStagger { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long Slack waits for an acknowledgement; an options request is answered empty at five sixths of it.</summary>
    public TimeSpan AckDeadline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest wait for one answer of the Web API.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Time between two posts in one channel, and between two edits of one message; Slack allows about one a second. Zero turns
    /// pacing off.
    /// </summary>
    public TimeSpan PostSpacing { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a repeatable call is tried before it fails as unreachable.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>
    /// First pause after a failure, of a call or a socket; it doubles, jittered, up to <see cref="MaxBackoff"/>.
    /// </summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause between two tries to connect.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for a connection, for the WebSocket handshake, and again for Slack's hello.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two pings of ours, and how long their answer may take.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A socket from which no byte has come for so long is dead; Slack pings every 10 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long an old socket is still read after its replacement is ready.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A socket that lives shorter than this was no success: the pauses before the next ones go on growing.</summary>
    public TimeSpan ShortLife { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time to a second count, where Slack counts more connections of the app than this process has.</summary>
    public TimeSpan CountAgain { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Time, up to twice of it, after which a socket is opened anew: Slack counts an app's connections in its hello alone, so
    /// that whoever was there first would not hear of a second program for as long as its sockets live.
    /// </summary>
    public TimeSpan CountEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a stopping bot waits for acknowledgements in hand.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The real clock, for deadlines, back-off and pacing.</summary>
    public TimeProvider WireTime { get; init; } = TimeProvider.System;

    /// <summary>Never the tokens.</summary>
    public override string ToString() => $"Slack at {ApiUrl}";
}
