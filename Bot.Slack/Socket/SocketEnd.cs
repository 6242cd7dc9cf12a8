namespace Bot.Slack;

/// <summary>Why a connection is over, is to be left, or never came to be.</summary>
sealed record SocketEnd(string Reason)
{
    /// <summary>Slack still serves it for some seconds: the replacement comes first.</summary>
    public bool Refresh { get; init; }

    /// <summary>Slack has too many sockets of this app: another at once would make it worse.</summary>
    public bool TooMany { get; init; }

    /// <summary>Set when trying again is useless.</summary>
    public SlackStoppedException? Final { get; init; }
}
