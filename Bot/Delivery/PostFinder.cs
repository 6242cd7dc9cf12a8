using System.Globalization;
using Bot.Slack;

namespace Bot.Delivery;

/// <summary>Finds our own messages in a channel or thread by the mark they carry in their metadata.</summary>
public sealed class PostFinder(SlackApi slack, Attempts attempts)
{
    const string EventType = "data_responder_post";

    // Slack's clock and ours may differ, by an hour where somebody set a zone wrong; a mark is nobody else's at any time.
    static readonly TimeSpan Skew = TimeSpan.FromHours(2);

    public static MessageMetadata MarkOf(string slot) => MessageMetadata.Of(EventType, ("slot", slot));

    /// <summary>
    /// The ts of the slot's newest message, as an older one may have been left, or null when Slack has none; throws
    /// <see cref="NotYetException"/> while a look is too early.
    /// </summary>
    /// <param name="channel">Where it was posted.</param>
    /// <param name="thread">The message above it; null where it stands alone.</param>
    /// <param name="slot">Whose mark it has.</param>
    /// <param name="since">When it was first tried: workspace time, unix milliseconds.</param>
    /// <param name="attempted">When it was tried last: wire time, unix milliseconds.</param>
    /// <param name="stop">Ends the look.</param>
    public async Task<string?> Find(
        string channel, string? thread, string slot, long since, long? attempted, CancellationToken stop)
    {
        attempts.AwaitLook(slot, attempted);
        return (await All(channel, thread, slot, since, stop)).LastOrDefault();
    }

    /// <summary>Every message with the slot's mark since then (workspace time, unix milliseconds), oldest first.</summary>
    public async Task<List<string>> All(string channel, string? thread, string slot, long since, CancellationToken stop)
    {
        List<string> found = [];
        var oldest = ((since - (long)Skew.TotalMilliseconds) / 1000).ToString(CultureInfo.InvariantCulture);
        string? cursor = null;
        do
        {
            var page = thread is null
                ? await slack.Conversations.History(
                    channel, oldest, includeAllMetadata: true, limit: 200, cursor: cursor, stop: stop)
                : await slack.Conversations.Replies(
                    channel, thread, oldest, includeAllMetadata: true, limit: 200, cursor: cursor, stop: stop);
            found.AddRange(
                page.Messages.Where(m => m.Metadata is { EventType: EventType } mark && mark["slot"] == slot).Select(m => m.Ts));
            cursor = page.NextCursor;
        }
        while (!string.IsNullOrEmpty(cursor));
        found.Sort(string.CompareOrdinal);
        return found;
    }
}
