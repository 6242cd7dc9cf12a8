using System.Globalization;
using System.Runtime.CompilerServices;
using Bot.Slack;

namespace Bot.Delivery;

/// <summary>One of our messages, as it stands in Slack.</summary>
public sealed record FoundPost(string Mark, string Ts, string? Thread);

/// <summary>Finds our own messages in a channel or thread by the mark they carry in their metadata.</summary>
public sealed class PostFinder(SlackApi slack, Attempts attempts)
{
    const string EventType = "data_responder_post";

    // Slack's clock and ours may differ, by an hour where somebody set a zone wrong; a mark is nobody else's at any time.
    static readonly TimeSpan Skew = TimeSpan.FromHours(2);

    // Of what everybody writes in; nobody waits for more.
    const int MostPages = 50;

    public static MessageMetadata MarkOf(string mark) => MessageMetadata.Of(EventType, ("slot", mark));

    /// <summary>
    /// The ts of the newest message with a mark, as an older one may have been left, or null when Slack has none; throws
    /// <see cref="NotYetException"/> while a look is too early.
    /// </summary>
    /// <param name="channel">Where it was posted.</param>
    /// <param name="thread">The message above it; null where it stands alone.</param>
    /// <param name="mark">What it is known by.</param>
    /// <param name="since">When it was first tried: workspace time, unix milliseconds.</param>
    /// <param name="attempted">When it was tried last: wire time, unix milliseconds.</param>
    /// <param name="stop">Ends the look.</param>
    public async Task<string?> Find(
        string channel, string? thread, string mark, long since, long? attempted, CancellationToken stop)
    {
        attempts.AwaitLook(mark, attempted);
        return (await All(channel, thread, mark, since, stop)).LastOrDefault();
    }

    /// <summary>Every message with that mark since then (workspace time, unix milliseconds), oldest first.</summary>
    public async Task<List<string>> All(string channel, string? thread, string mark, long since, CancellationToken stop)
    {
        List<string> found = [];
        await foreach (var post in Ours(channel, thread, since - (long)Skew.TotalMilliseconds, null, stop))
            if (post.Mark == mark) found.Add(post.Ts);
        found.Sort(string.CompareOrdinal);
        return found;
    }

    /// <summary>
    /// Our messages about a subject in a channel, the replies below them included, between two moments (workspace time, unix
    /// milliseconds).
    /// </summary>
    public async Task<List<FoundPost>> About(string subject, string channel, long since, long until, CancellationToken stop)
    {
        List<FoundPost> found = [];
        var oldest = since - (long)Skew.TotalMilliseconds;
        await foreach (var post in Ours(channel, null, oldest, until, stop, MostPages)) Add(post);
        foreach (var above in found.Select(p => p.Ts).ToList())
            await foreach (var reply in Ours(channel, above, oldest, null, stop)) Add(reply with { Thread = above });
        return found;

        void Add(FoundPost post)
        {
            if (post.Mark.StartsWith($"{subject}:", StringComparison.Ordinal) && found.TrueForAll(f => f.Ts != post.Ts))
                found.Add(post);
        }
    }

    async IAsyncEnumerable<FoundPost> Ours(
        string channel, string? thread, long since, long? until, [EnumeratorCancellation] CancellationToken stop,
        int most = int.MaxValue)
    {
        var (oldest, latest) = (Seconds(since), until is { } end ? Seconds(end) : null);
        string? cursor = null;
        for (var nth = 0; nth == 0 || nth < most && !string.IsNullOrEmpty(cursor); nth++)
        {
            var page = thread is null
                ? await slack.Conversations.History(
                    channel, oldest, latest, includeAllMetadata: true, limit: 200, cursor: cursor, stop: stop)
                : await slack.Conversations.Replies(
                    channel, thread, oldest, latest, includeAllMetadata: true, limit: 200, cursor: cursor, stop: stop);
            foreach (var message in page.Messages)
                if (message.Metadata is { EventType: EventType } mark && mark["slot"] is { } known)
                    yield return new(known, message.Ts, thread);
            cursor = page.NextCursor;
        }
    }

    static string Seconds(long at) => (at / 1000).ToString(CultureInfo.InvariantCulture);
}
