using System.Data;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Delivery;

/// <summary>What admins read of trouble; as much of it as fits into a message, whatever signs it is written with.</summary>
public sealed class TroubleMessage(BotCommands commands)
{
    const int Most = 6, Line = 400, Names = 3;

    public Message Of(IDbConnection db, List<(string Subject, string Why)> failing, List<string> others)
    {
        var lines = failing.GroupBy(f => f.Why).Select(same => Failed(db, [.. same.Select(f => f.Subject)], same.Key)).ToList();
        var heading = ":warning: *Data Responder needs an admin.*"
            + (lines.Count == 0 ? "" : " What it has to do in Slack does not work:");
        return new()
        {
            Text = "Data Responder needs an admin",
            Blocks =
            [
                Section(lines.Take(Most).Prepend(heading).Concat(More(lines.Count))),
                .. others.Count == 0 ? [] : new[] { Section(others.Take(Most).Select(Sentence).Concat(More(others.Count))) },
                .. lines.Count == 0 ? [] : new[]
                {
                    new ContextBlock { Elements = ["Nothing is lost: it tries again every hour, and after a restart at once."] },
                },
            ],
        };
    }

    static SectionBlock Section(IEnumerable<string> lines) =>
        new() { Text = Limits.TruncateEscaped(string.Join('\n', lines), Limits.Text) };

    static IEnumerable<string> More(int count) => count > Most ? [$"… and {count - Most} more."] : [];

    static string Sentence(string what) => Limits.TruncateEscaped($"• {Mrkdwn.Escape(what)}", Line);

    string Failed(IDbConnection db, List<string> subjects, string why)
    {
        var spoken = subjects.Select(s => SpokenSubject.Of(db, s)).Distinct().ToList();
        var rest = spoken.Count > Names ? $" and {spoken.Count - Names} more" : "";
        return Limits.TruncateEscaped($"• {string.Join(", ", spoken.Take(Names))}{rest}: {Why(db, why)}", Line);
    }

    string Why(IDbConnection db, string why)
    {
        var place = AnnouncementChannel.Kept.Now(db) is { } kept ? Mrkdwn.Channel(kept) : "The announcement channel";
        return why switch
        {
            _ when why.StartsWith("Slack refused conversations.unarchive", StringComparison.Ordinal) =>
                $"{place} is archived and Slack lets no bot reopen it: unarchive it, or choose another in {commands.Incident} "
                    + "settings.",
            _ when why.StartsWith(AnnouncementChannel.Without, StringComparison.Ordinal) =>
                $"the bot is not in {place}: invite it, or choose another in {commands.Incident} settings.",
            _ => Mrkdwn.Escape(Limits.Truncate(why, Line)),
        };
    }
}
