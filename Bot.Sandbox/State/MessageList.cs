namespace Bot.Sandbox;

/// <summary>The messages of one conversation, oldest first; finding one or a window never walks them all.</summary>
public sealed class MessageList
{
    readonly List<PostedMessage> all = [];
    readonly Dictionary<string, PostedMessage> byTs = [];
    long last;

    /// <summary>Every message that was not deleted, oldest first, thread replies included.</summary>
    public IEnumerable<PostedMessage> All
    {
        // By index, as the list only grows: whoever reads it need not stop those who post.
        get
        {
            for (var i = 0; i < all.Count; i++)
                if (all[i] is { Deleted: false } message) yield return message;
        }
    }

    /// <summary>The same, newest first.</summary>
    public IEnumerable<PostedMessage> Newest
    {
        get
        {
            for (var i = all.Count - 1; i >= 0; i--)
                if (all[i] is { Deleted: false } message) yield return message;
        }
    }

    public PostedMessage? this[string ts] => byTs.GetValueOrDefault(ts) is { Deleted: false } found ? found : null;

    /// <summary>A time not given before in this conversation, at or just after <paramref name="now"/>.</summary>
    internal long NextMicros(DateTimeOffset now) => last = Math.Max(Bot.Sandbox.Ts.Micros(now), last + 1);

    internal void Restore(PostedMessage message)
    {
        last = Math.Max(last, message.Micros);
        Add(message);
    }

    internal void Add(PostedMessage message)
    {
        all.Add(message);
        byTs[message.Ts] = message;
        if (message.ThreadTs is { } parent && parent != message.Ts) this[parent]?.Replies.Add(message);
    }

    /// <summary>
    /// Messages in (oldest, latest), newest first; bounds in microseconds, exclusive unless <paramref name="inclusive"/>.
    /// </summary>
    internal IEnumerable<PostedMessage> Between(long oldest, long latest, bool inclusive)
    {
        for (var i = FirstAfter(latest, inclusive) - 1; i >= 0; i--)
        {
            var message = all[i];
            if (inclusive ? message.Micros < oldest : message.Micros <= oldest) yield break;
            if (!message.Deleted) yield return message;
        }
    }

    /// <summary>Messages later than that, oldest first.</summary>
    internal IEnumerable<PostedMessage> After(long micros)
    {
        for (var i = FirstAfter(micros, inclusive: true); i < all.Count; i++)
            if (all[i] is { Deleted: false } message) yield return message;
    }

    int FirstAfter(long latest, bool inclusive)
    {
        int low = 0, high = all.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (inclusive ? all[middle].Micros <= latest : all[middle].Micros < latest) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
