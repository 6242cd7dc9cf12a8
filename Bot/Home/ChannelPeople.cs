using System.Data;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Home;

/// <summary>Whether anybody but the bot is in the announcement channel; invites those who take turns.</summary>
public sealed class ChannelPeople(
    Database database, SlackApi slack, Access access, LookAtChannels look, TimeProvider clock)
{
    public const string InviteSubject = "invite_rotation";

    /// <summary>Woken when somebody looks at what is left of the set-up.</summary>
    public const string LookSubject = "announcement_people:look";

    // The channel's id, then whether somebody is in it: another channel is another question.
    static readonly Setting<(string Channel, bool Any)?> Known = new("announcement_people", null, Read, Text);
    const string Some = "some", Nobody = "nobody";
    const int Enough = 2;

    /// <summary>Null while Slack has not been asked.</summary>
    public static bool? Any(IDbConnection db) =>
        Known.Now(db) is var (channel, any) && channel == Channel(db) ? any : null;

    /// <summary>Those who take turns in any rotation and are still there.</summary>
    public static List<string> Turns(IDbConnection db, DateTimeOffset now) =>
        [.. RotationStore.All(db, now).SelectMany(r => r.Rotation.Members).Distinct().Except(Outsiders.All(db))];

    /// <summary>Asks Slack for somebody who looks at the set-up; what Slack does not say is left open.</summary>
    public async Task Learn(CancellationToken stop)
    {
        if (database.Read(Channel) is not { } channel) return;
        try
        {
            await look.Bring(channel, stop);
            var members = await slack.Conversations.Members(channel, stop, Enough);
            await database.Change(tx => Set(tx, channel, members.Any(m => m != Installation.BotUser.Now(tx.Db))));
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // Nothing is claimed then.
        }
    }

    public async Task Joined(EventCallback join, CancellationToken stop)
    {
        // What waits for the bot itself to be invited need not wait for the next look; where it went by itself it knows.
        if (join["channel"] is { } channel && join["inviter"] is not null
            && database.Read(Installation.BotUser.Now) == join["user"])
            await database.Wake(LookAtChannels.SubjectOf(channel));
        var isNews = database.Read(db => join["channel"] == Channel(db) && Any(db) != true && IsPerson(db, join["user"]));
        if (isNews) await database.Change(tx => Set(tx, join["channel"]!, true));
    }

    public async Task<Func<CancellationToken, Task>?> Invite(BlockActionRequest press, CancellationToken stop)
    {
        var said = await database.Once(press.IdempotencyKey, tx => Invite(tx, press));
        return Tell.Then(slack, press, said);
    }

    string? Invite(Tx tx, BlockActionRequest press)
    {
        if (access.Refusal(tx.Db, press.User.Id, Act.SetUp) is { } refusal) return refusal;
        if (Channel(tx.Db) is not { } channel || Turns(tx.Db, tx.Time) is not { Count: > 0 } people)
            return "Nobody takes turns yet. Make a rotation first.";
        tx.Note(
            SettingStore.SubjectOf(AnnouncementChannel.Kept.Key), HomeFacts.Invited, press.User.Id,
            after: string.Join(' ', people));
        tx.Wake($"{InviteSubject}:{channel}");
        // Home shows it by itself.
        return press.ResponseUrl is null ? null : $"Those who take turns are invited to {Mrkdwn.Channel(channel)}.";
    }

    /// <summary>Invites those who take turns; whoever cannot be invited holds up nobody else.</summary>
    public async Task Bring(string channel, CancellationToken stop)
    {
        var people = database.Read(db => Turns(db, clock.GetUtcNow()));
        if (people.Count > 0) await slack.Conversations.Invite(channel, people, force: true, stop);
    }

    static string? Channel(IDbConnection db) => AnnouncementChannel.Kept.Now(db);

    static bool IsPerson(IDbConnection db, string? user) =>
        user is not null && user != Installation.BotUser.Now(db);

    static void Set(Tx tx, string channel, bool any) => Known.Set(tx, (channel, any), "slack");

    static bool Read(string kept, out (string Channel, bool Any)? known)
    {
        known = kept.Split(' ') is [var channel, var who] && (who is Some or Nobody) ? (channel, who == Some) : null;
        return known is not null;
    }

    static string Text((string Channel, bool Any)? known) =>
        known is var (channel, any) ? $"{channel} {(any ? Some : Nobody)}" : "";
}
