using System.Data;
using Bot.People;
using Bot.Slack;
using Dapper;

namespace Bot.Delivery;

/// <summary>
/// A subject as people call it, in mrkdwn: "INC-1", "the hand-off line of Data responder", "#data-incidents". Nobody is
/// mentioned: trouble is for admins, and is told at any hour.
/// </summary>
static class SpokenSubject
{
    /// <summary>Where it is wrong, when it is no place of its own.</summary>
    public const string Bot = "the bot";

    public static string Of(IDbConnection db, string subject)
    {
        var parts = subject.Split(':');
        var id = parts.ElementAtOrDefault(1) ?? "";
        return parts[0] switch
        {
            "incident" or "archive" or "moved" => Incident(db, id),
            "twin" => Of(db, subject[(parts[0].Length + 1)..]),
            "channel" or "channel_lost" or "invite_rotation" => Mrkdwn.Channel(id),
            "announcements" or "announcement_people" => "the announcement channel",
            "group" => $"@{Mrkdwn.Escape(id)}",
            "handoff" => $"the hand-off line of {Rotation(db, id)}",
            "rotation_people" => $"the invitations of {Rotation(db, id)}",
            "rotation_ended" => $"the end of {Rotation(db, id)}",
            "cover" => $"the cover for {Away(db, "covers", id)}",
            "cover_request" => $"the question who covers for {Away(db, "cover_requests", id)}",
            "person" => $"the profile of {Name(db, id)}",
            "left" => $"the departure of {Name(db, id)}",
            "home" => $"Home of {Name(db, id)}",
            "brief" => $"the brief of {Name(db, id)}",
            "reach" => Name(db, id),
            "group_members" => "a user group that is called",
            "holidays_of" => $"the holidays of {Name(db, id)}",
            "unserved" => $"the word that nobody is on call in {Rotation(db, id)}",
            "answer" => "an answer in a direct message",
            "update_due" => $"the reminder of an update of {Incident(db, id)}",
            "subscriber" => $"what {Name(db, parts.ElementAtOrDefault(2) ?? "")} hears of {Incident(db, id)}",
            "access" => "what a lead is asked",
            "notice" => "a notice to readers",
            "lead_note" => "what a new lead is told",
            "request" => $"a request of {Rotation(db, OfRequest(db, id))}",
            "questions" => "the channel for questions",
            "forward" => "what is sent on to a destination",
            "overnight" => "the alerts out of hours",
            "warnings_week" => $"the warnings of {Rotation(db, id)}",
            "followup" => "what the owner of a follow-up is told",
            "followups" => $"the checklist of {Incident(db, id)}",
            "followups_week" => $"the overdue follow-ups of {Rotation(db, id)}",
            "review" => "a review in a channel",
            "review_week" => "the weekly review",
            "manifest" => "what admins read of the app's manifest",
            "restore" => "the word that the bot was restored",
            "restored_rotation" => $"the question who is on call in {Rotation(db, id)}",
            "homes" => "what Home shows",
            "timeline" => "a message on a timeline",
            _ => "other work of the bot",
        };
    }

    /// <summary>Several of one kind as one: "4 Homes".</summary>
    public static List<string> Of(IDbConnection db, IEnumerable<string> subjects) =>
    [
        .. subjects.GroupBy(s => s.Split(':')[0] is "home" ? "home" : s).Select(same =>
            same.Key == "home" && same.Count() > 1 ? $"{same.Count()} Homes" : Of(db, same.First())).Distinct(),
    ];

    /// <summary>
    /// Where it is wrong, where that is a place of its own; what else meets the same cause is one trouble with it.
    /// </summary>
    public static string Place(IDbConnection db, string subject) => subject.Split(':') switch
    {
        ["channel" or "invite_rotation", var channel, ..] when channel != AnnouncementChannel.Kept.Now(db) => channel,
        ["group", ..] => subject,
        _ => Bot,
    };

    // Trouble is told to all.
    static string Incident(IDbConnection db, string number) => db.ExecuteScalar<long>(
        $"select exists (select 1 from incidents i where cast(i.number as text) = @number and not {Viewer.VisibleTo})",
        Viewer.Public.With(new { number })) != 0 ? "a private incident" : $"INC-{number}";

    static string Away(IDbConnection db, string table, string number) => Name(
        db, db.QueryFirstOrDefault<string>($"select away from {table} where number = @number", new { number }) ?? "somebody");

    static string OfRequest(IDbConnection db, string number) => db.QueryFirstOrDefault<string>(
        "select rotation from requests where cast(number as text) = @number", new { number }) ?? "";

    static string Name(IDbConnection db, string person) => Mrkdwn.Name(Person.NameOf(db, person));

    static string Rotation(IDbConnection db, string id) => Mrkdwn.Name(db.QueryFirstOrDefault<string>(
        "select name from rotation_settings where rotation = @id order by valid_from desc limit 1", new { id }) ?? "a rotation");
}
