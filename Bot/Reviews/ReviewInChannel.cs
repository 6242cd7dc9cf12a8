using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Reviews;

/// <summary>A review as one message of a channel, its pictures in the thread; once, whatever happens meanwhile.</summary>
public sealed class ReviewInChannel(
    Database database, SlackApi slack, JoinedChannels joined, Posts posts, Marks marks, ILogger<ReviewInChannel> log)
{
    const string Pictures = "pictures";

    /// <summary>Brings it into Slack: what stands there stays as it was.</summary>
    internal async Task Bring(string slot, string channel, ShownReview review, string below, CancellationToken stop)
    {
        if (database.Read(db => Posts.TsOf(db, slot)) is not { } ts)
        {
            await Join(channel, stop);
            ts = await posts.Show(slot, channel, Message(review, below), stop);
        }

        await Draw(slot, channel, ts, review, stop);
    }

    // Where an answer is lost, only whoever is inside can look for what was posted.
    async Task Join(string channel, CancellationToken stop)
    {
        try
        {
            await joined.Join(channel, stop);
        }
        catch (SlackException e) when (e.Error == "method_not_supported_for_channel_type")
        {
            // Nobody can join it: the bot was invited, or Slack says so where it posts.
        }
    }

    static Message Message(ShownReview review, string below) => new()
    {
        Text = review.Title,
        Blocks = [.. ReviewMessage.Blocks(review.Title, review.Parts), new ContextBlock { Elements = [below] }],
    };

    // Not twice: where the answer was lost they may stand there, and the figures stand above them anyway.
    async Task Draw(string slot, string channel, string ts, ShownReview review, CancellationToken stop)
    {
        if (!database.Read(SendFiles.May)) return;
        try
        {
            await marks.Set(
                $"{slot}:{Pictures}", Pictures, () => Task.FromResult(true),
                () => slack.Files.Upload(
                    channel, "The same in pictures", [.. ReviewCharts.Of(review.Figures).Select(p => p.File)], stop, ts));
        }
        catch (SlackException e)
        {
            log.LogWarning("The pictures of a review were not posted: {Reason}", e.Message);
        }
    }
}
