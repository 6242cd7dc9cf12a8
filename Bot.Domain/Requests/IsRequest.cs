namespace Bot.Domain.Requests;

/// <summary>Why a message is no request of a rotation.</summary>
public enum NoRequest
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>It was written by an app, a guest or somebody of another workspace.</summary>
    Outsider,

    /// <summary>It stands in the channel of an incident, whose lead reads it.</summary>
    InIncident,

    /// <summary>It asks nobody: it names no rotation, and does not begin a thread in the channel for questions.</summary>
    AsksNobody,

    /// <summary>It greets or thanks, and says nothing else.</summary>
    Chatter,

    /// <summary>It was written by somebody who takes turns in the rotation.</summary>
    OfMember,

    /// <summary>Its thread is one of the rotation's already.</summary>
    InThread,

    /// <summary>Whoever wrote it has asked the rotation just before, and waits.</summary>
    JustAsked,
}

/// <summary>A message that may ask something of a rotation.</summary>
/// <param name="Words">What it says.</param>
/// <param name="NamesGroup">It names the rotation's user group.</param>
public sealed record Post(PostWords Words, bool NamesGroup)
{
    /// <summary>By an app, a guest or somebody of another workspace.</summary>
    public bool IsOfOutsider { get; init; }

    /// <summary>By somebody who takes turns in the rotation.</summary>
    public bool IsOfMember { get; init; }

    /// <summary>In the channel of an incident.</summary>
    public bool IsInIncident { get; init; }

    /// <summary>It begins a thread in the channel for questions.</summary>
    public bool IsInQuestions { get; init; }

    /// <summary>In a thread that has a request of the rotation.</summary>
    public bool IsInThreadOfOne { get; init; }

    /// <summary>When its author asked the rotation last what is still open; null while nothing is.</summary>
    public DateTimeOffset? LastAsked { get; init; }
}

/// <summary>Whether a message is a request of a rotation.</summary>
public static class IsRequest
{
    /// <summary>Whoever has asked and goes on within this time asks the same.</summary>
    public static readonly TimeSpan Breath = TimeSpan.FromMinutes(15);

    public static NoRequest Of(Post post, DateTimeOffset now) => post switch
    {
        { IsOfOutsider: true } => NoRequest.Outsider,
        { IsInIncident: true } => NoRequest.InIncident,
        { NamesGroup: false, IsInQuestions: false } => NoRequest.AsksNobody,
        { IsOfMember: true } => NoRequest.OfMember,
        _ when !Asks(post) => NoRequest.Chatter,
        { IsInThreadOfOne: true } => NoRequest.InThread,
        { LastAsked: { } last } when now - last < Breath => NoRequest.JustAsked,
        _ => NoRequest.None,
    };

    /// <summary>Whether its words ask, whoever wrote them and wherever.</summary>
    public static bool Asks(Post post) => !post.Words.OnlyThanks
        && (post.NamesGroup || (post.IsInQuestions && !post.Words.OnlyGreets));
}
