using System.Data;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.Requests;

/// <summary>What is said of requests.</summary>
static class RequestMessages
{
    const int LongestWords = 70;

    /// <summary>Out of hours, to whoever asked: who is back when, and what to press where that is too late.</summary>
    public static Message OutOfHours(IDbConnection db, RequestRow row)
    {
        var team = Mrkdwn.Name(RotationStore.FindEver(db, row.Rotation)?.Name);
        var hours = row is { Back: { } who, BackAt: { } at }
            ? $"It is out of hours for *{team}*. {WhenBack(db, who, DateTimeOffset.FromUnixTimeMilliseconds(at))}"
            : $"Nobody is on call for *{team}* now.";
        var said = $":crescent_moon: {hours} Are customers affected? Then do not wait:";
        return new()
        {
            Text = said,
            ThreadTs = row.Thread,
            Blocks = [new SectionBlock { Text = said }, new ActionsBlock { Elements = [DeclareButton] }],
        };
    }

    // Nobody is mentioned out of hours.
    static string WhenBack(IDbConnection db, string who, DateTimeOffset at) =>
        $"{Mrkdwn.Name(Person.NameOf(db, who))} is back {When.At(at)} and reads this then.";

    static Button DeclareButton => new() { ActionId = RequestIds.Declare, Text = "Declare an incident" };

    /// <summary>How a request begins, leading to its message.</summary>
    public static string Title(RequestRow row, int longest = LongestWords)
    {
        var words = Limits.Truncate(row.Words.Length > 0 ? row.Words : "a message without words", longest);
        return row.Link is { } link ? Mrkdwn.Link(link, words) : Mrkdwn.Inert(words, longest);
    }

    /// <summary>One of a list: what, where, by whom, since when, and how far it is.</summary>
    public static string Line(IDbConnection db, RequestRow row, TimeZoneInfo zone, DateTimeOffset now)
    {
        var answered = row.AnsweredBy is { } by
            ? $":speech_balloon: {Mrkdwn.Name(Person.NameOf(db, by))} answered" : ":eyes: waits";
        var asked = When.Since(DateTimeOffset.FromUnixTimeMilliseconds(row.AskedAt), zone, now);
        var where = row.IsPrivate ? "in private" : $"in {Mrkdwn.Channel(row.Channel)}";
        return $"{Title(row)}\n{Mrkdwn.Name(Person.NameOf(db, row.Asker))} {asked} {where} · {answered}";
    }

    /// <summary>To whoever made a message a request by the shortcut.</summary>
    public static string Made(IDbConnection db, RequestRow row, string incidents, DateTimeOffset now)
    {
        var team = Mrkdwn.Name(RotationStore.FindEver(db, row.Rotation)?.Name);
        string?[] said =
        [
            $":eyes: This is a request of *{team}* now.",
            OnCallAnswers.Answering(db, row.Rotation, now)?.Answer is { InHours: false, Opens: { } opens }
                ? WhenBack(db, opens.Person, opens.From) : null,
            row.IsFollowed ? null : $"I am not in this channel and see no answer: `{incidents} requests` says when it is done.",
            !row.IsFollowed && RequestStore.MadeWithoutBot(db, row.Channel) > 1 ? Invite(db) : null,
        ];
        return string.Join(' ', said.OfType<string>());
    }

    static string Invite(IDbConnection db) =>
        $"To have me hear what is asked here, type `/invite` and my name{(Installation.BotUser.Now(db) is { } bot
            ? $", {Mrkdwn.User(bot)}" : "")}.";
}
