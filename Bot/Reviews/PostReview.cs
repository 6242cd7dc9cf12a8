using System.Globalization;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Reviews;

/// <summary>
/// Puts a review into the channel where somebody looks at it, its pictures into the thread: as everybody may see it, so nothing
/// of private incidents, and nothing of what each person had.
/// </summary>
public sealed class PostReview(Database database, SlackApi slack, ReviewInChannel inChannel, TimeProvider clock)
{
    public const string Subject = "review";

    /// <summary>Who posted which review where, and when.</summary>
    sealed record Posted(string Channel, string By, DateTimeOffset At, string Look)
    {
        public static Posted? Read(string id) =>
            id.Split(':') is [var channel, var by, var at, var look]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                ? new(channel, by, DateTimeOffset.FromUnixTimeMilliseconds(time), look) : null;

        public string Write() => string.Create(
            CultureInfo.InvariantCulture, $"{Subject}:{Channel}:{By}:{At.ToUnixTimeMilliseconds()}:{Look}");
    }

    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        if (press is not { Channel.Id: { } channel, Action.Value: { } look }) return null;
        var refusal = await Refusal(channel, stop) ?? await database.Once(press.IdempotencyKey, tx =>
        {
            if (ReviewLook.Read(tx.Db, look, clock.GetUtcNow()) is null) return ShowReview.Gone;
            var subject = new Posted(channel, press.User.Id, tx.Time, look).Write();
            tx.Note(subject, ReviewFacts.Posted, press.User.Id, after: channel);
            tx.Wake(subject);
            return null;
        });
        return Tell.Then(slack, press, refusal);
    }

    /// <summary>Why it cannot be posted there, in a sentence; null where it can.</summary>
    internal async Task<string?> Refusal(string channel, CancellationToken stop)
    {
        const string NotThere = "The bot is not in this conversation. Invite it here, or ask for the review in a public channel.";
        try
        {
            return await slack.Conversations.Info(channel, stop) switch
            {
                { IsExtShared: true } => "This channel is shared with another company. Post the review in one of your own.",
                { IsArchived: true } => "This channel is archived. Post the review in another one.",
                { IsPrivate: true, IsMember: false, IsIm: false } => NotThere,
                _ => null,
            };
        }
        catch (SlackException e) when (e.Error is "channel_not_found" or "missing_scope")
        {
            return NotThere;
        }
    }

    /// <summary>Brings it into Slack, once: its figures stay as they were.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        if (Posted.Read(id) is not { } posted) return;
        var (review, by) = database.Read(db => (
            ReviewLook.Read(db, posted.Look, posted.At) is { } look
                ? ShownReview.ToAll(db, PersonHours.ZoneOf(db, posted.By), look, posted.At) : null,
            Mrkdwn.Name(Person.NameOf(db, posted.By))));
        if (review is not null) await inChannel.Bring(posted.Write(), posted.Channel, review, $"Posted by {by}", stop);
    }
}
