namespace Bot.Slack;

/// <summary>How the connection to Slack stands, for health checks.</summary>
public sealed class SlackStatus
{
    readonly Lock @lock = new();
    DateTimeOffset? since;
    int ready;
    int others;
    int elsewhere;
    string? lastError;

    /// <summary>When the first of the sockets now open became ready (wire time); null when none is.</summary>
    public DateTimeOffset? ConnectedSince { get { lock (@lock) return since; } }

    /// <summary>Sockets that have had Slack's hello.</summary>
    public int Ready { get { lock (@lock) return ready; } }

    /// <summary>The last trouble, in words; null when there was none since the last hello.</summary>
    public string? LastError { get { lock (@lock) return lastError; } }

    /// <summary>Raised when a socket has become ready, or is over.</summary>
    public event Action? Changed;

    /// <summary>Sockets of other processes that belong to the same bot, as far as it knows of them.</summary>
    public int Elsewhere
    {
        get { lock (@lock) return elsewhere; }
        set { lock (@lock) elsewhere = value; }
    }

    /// <summary>
    /// Brings <see cref="Elsewhere"/> up to date, false where that is not possible; null where the bot is one process.
    /// </summary>
    public Func<Task<bool>>? LookElsewhere { get; set; }

    /// <summary>
    /// Connections of this app that are neither this process's nor <see cref="Elsewhere"/>, as Slack counted them twice with a
    /// pause between; 0 when there are none.
    /// </summary>
    public int Others { get { lock (@lock) return others; } }

    /// <summary>Keeps how many connections are others'; true when that is news.</summary>
    internal bool Counted(int others)
    {
        lock (@lock)
        {
            var isNew = others > 0 && this.others == 0;
            this.others = others;
            return isNew;
        }
    }

    internal void Up(DateTimeOffset now)
    {
        lock (@lock)
        {
            if (ready++ == 0) since = now;
            lastError = null;
        }

        Changed?.Invoke();
    }

    internal void Down()
    {
        lock (@lock)
        {
            if (--ready == 0) since = null;
        }

        Changed?.Invoke();
    }

    /// <summary>Keeps the trouble; true when it is not the one known already.</summary>
    internal bool Failed(string sentence)
    {
        lock (@lock)
        {
            var isNew = lastError != sentence;
            lastError = sentence;
            return isNew;
        }
    }
}
