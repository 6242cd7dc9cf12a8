using System.Data;
using Bot.Slack;
using Dapper;

namespace Bot.Delivery;

/// <summary>A subject as people call it, in mrkdwn: "INC-1", "the hand-off line of Data responder", "#data-incidents".</summary>
static class SpokenSubject
{
    public static string Of(IDbConnection db, string subject)
    {
        var parts = subject.Split(':');
        var id = parts.ElementAtOrDefault(1) ?? "";
        return parts[0] switch
        {
            "incident" => $"INC-{id}",
            "twin" => Of(db, subject[(parts[0].Length + 1)..]),
            "channel" or "invite_rotation" => Mrkdwn.Channel(id),
            "announcements" or "announcement_people" => "the announcement channel",
            "group" => $"@{Mrkdwn.Escape(id)}",
            "handoff" => $"the hand-off line of {Rotation(db, id)}",
            "rotation_people" => $"the invitations of {Rotation(db, id)}",
            "rotation_ended" => $"the end of {Rotation(db, id)}",
            "unserved" => $"the word that nobody is on call in {Rotation(db, id)}",
            "cover" or "cover_request" => $"cover {id}",
            "person" or "member" or "zone" => $"the profile of {Mrkdwn.User(id)}",
            "left" => $"the departure of {Mrkdwn.User(id)}",
            "home" => $"Home of {Mrkdwn.User(id)}",
            "brief" => $"the brief of {Mrkdwn.User(id)}",
            "answer" => "an answer in a direct message",
            "overnight" => "the alerts out of hours",
            "homes" => "what Home shows",
            _ => "other work of the bot",
        };
    }

    /// <summary>
    /// Where it is wrong, where that is a place of its own; what else meets the same cause is one trouble with it.
    /// </summary>
    public static string Place(string subject) =>
        subject.Split(':') is ["channel" or "group" or "invite_rotation", ..] ? subject : "the bot";

    static string Rotation(IDbConnection db, string id) => Mrkdwn.Name(db.QueryFirstOrDefault<string>(
        "select name from rotation_settings where rotation = @id order by valid_from desc limit 1", new { id }) ?? "a rotation");
}
