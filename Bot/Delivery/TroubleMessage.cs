using System.Data;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Delivery;

/// <summary>
/// What admins read of trouble, what does not work first and what to do about it after that; as much of it as fits into a
/// message, whatever signs it is written with.
/// </summary>
public sealed class TroubleMessage(BotCommands commands)
{
    const int Most = 6, LongestLine = 400, Names = 3;

    // In letters, of four bytes each at most: both stores find troubles by it.
    const int LongestCause = 500;

    // Of what Slack refuses alone: of the rest nobody knows.
    const string Retried = "What Slack refuses is not lost: it is tried again every hour, and after a restart at once.";

    public Message Of(List<TroubleLine> lines)
    {
        var isOver = lines.All(l => l.OverAt is not null);
        var isRetried = lines.Exists(l => l is { IsSentence: false, OverAt: null });
        var heading = isOver ? ":white_check_mark: *Data Responder works again.*" : ":warning: *Data Responder needs an admin.*";
        return new()
        {
            Text = isOver ? "Data Responder works again" : "Data Responder needs an admin",
            Blocks =
            [
                Section([heading, .. Said([.. lines.Where(l => !l.IsSentence)])]),
                .. Said([.. lines.Where(l => l.IsSentence)]) is { Length: > 0 } others ? new[] { Section(others) } : [],
                .. isRetried ? new[] { new ContextBlock { Elements = [Retried] } } : [],
            ],
        };
    }

    static SectionBlock Section(string[] lines) =>
        new() { Text = Limits.TruncateEscaped(string.Join('\n', lines), Limits.Text) };

    static string[] Said(List<TroubleLine> lines) =>
        [.. lines.Take(Most).Select(Said), .. lines.Count > Most ? new[] { $"… and {lines.Count - Most} more." } : []];

    static string Said(TroubleLine line) => Limits.TruncateEscaped(
        line.OverAt is { } since ? $"• Works again since {When.At(since)}: ~{line.Effect}~"
            : $"• {line.Effect} {line.Remedy}".TrimEnd(),
        LongestLine);

    /// <summary>A sentence about what else wants an admin.</summary>
    public static TroubleLine Line(string sentence) =>
        new(Limits.First(sentence, LongestCause), Mrkdwn.Escape(sentence), "");

    /// <summary>What fails, each cause once.</summary>
    public List<TroubleLine> Lines(IDbConnection db, IEnumerable<(string Subject, string Why)> failing) =>
    [
        .. failing.GroupBy(f => Cause(db, f))
        .Select(same => Line(db, same.Key, [.. same.Select(f => f.Subject)], same.First().Why)),
    ];

    /// <summary>What is the same for all that the bot does in Slack is one trouble, wherever it is met.</summary>
    public string Cause(IDbConnection db, (string Subject, string Why) failing)
    {
        var isForAll = SlackRefusal.Read(failing.Why) is { } refusal && SlackException.IsForAll(refusal.Error);
        var place = isForAll ? SpokenSubject.Bot : SpokenSubject.Place(db, failing.Subject);
        return Limits.First($"{place}: {failing.Why}", LongestCause);
    }

    TroubleLine Line(IDbConnection db, string cause, List<string> subjects, string why)
    {
        var spoken = SpokenSubject.Of(db, subjects);
        var what = string.Join(", ", spoken.Take(Names)) + (spoken.Count > Names ? $" and {spoken.Count - Names} more" : "");
        var announced = AnnouncementChannel.Kept.Now(db) is { } kept ? Mrkdwn.Channel(kept) : "The announcement channel";
        return SlackRefusal.Read(why) switch
        {
            { Method: "conversations.unarchive" } => new(
                cause, $"{announced} is archived, so nothing is announced.",
                $"Slack lets no bot reopen it: unarchive it, or choose another in {commands.Incident} settings."),
            _ when why.StartsWith(AnnouncementChannel.Without, StringComparison.Ordinal) => new(
                cause, $"The bot is not in {announced}, so nothing is announced.",
                $"Invite it, or choose another in {commands.Incident} settings."),
            { Error: JoinedChannels.Shared } => new(
                cause, $"{announced} is shared with another company, so nothing is announced.",
                $"Choose a channel of your own in {commands.Incident} settings."),
            { } refusal => new(
                cause, $"{what}: {refusal.Effect}.",
                $"{Mrkdwn.Escape(Limits.Truncate(refusal.Remedy, LongestLine))} ({refusal.Method}: {refusal.Error})"),
            null => new(cause, $"{what}: does not get to Slack.", Mrkdwn.Escape(Limits.Truncate(why, LongestLine))),
        };
    }
}
