namespace Bot.Slack;

/// <summary>How the connection to Slack stands, for health checks.</summary>
public sealed class SlackStatus
{
    readonly Lock _lock = new();
    DateTimeOffset? _since;
    int _ready;
    int _others;
    string? _lastError;

    /// <summary>When the first of the sockets now open became ready (wire time); null when none is.</summary>
    public DateTimeOffset? ConnectedSince { get { lock (_lock) return _since; } }

    /// <summary>Sockets that have had Slack's hello.</summary>
    public int Ready { get { lock (_lock) return _ready; } }

    /// <summary>The last trouble, in words; null when there was none since the last hello.</summary>
    public string? LastError { get { lock (_lock) return _lastError; } }

    /// <summary>Connections of this app that are not this process's, as Slack counted them twice with a pause between; 0 when there are none.</summary>
    public int Others { get { lock (_lock) return _others; } }

    /// <summary>Keeps how many connections are others'; true when that is news.</summary>
    internal bool Counted(int others)
    {
        lock (_lock)
        {
            var isNew = others > 0 && _others == 0;
            _others = others;
            return isNew;
        }
    }

    internal void Up(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_ready++ == 0) _since = now;
            _lastError = null;
        }
    }

    internal void Down()
    {
        lock (_lock)
        {
            if (--_ready == 0) _since = null;
        }
    }

    /// <summary>Keeps the trouble; true when it is not the one known already.</summary>
    internal bool Failed(string sentence)
    {
        lock (_lock)
        {
            var isNew = _lastError != sentence;
            _lastError = sentence;
            return isNew;
        }
    }
}
