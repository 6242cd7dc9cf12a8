using Bot.Storage;

namespace Bot.Requests;

/// <summary>What the history says of requests.</summary>
public static class RequestFacts
{
    /// <summary>Somebody asked, or asked again: after is the rotation.</summary>
    public static readonly Verb
        Asked = new("asked"),
        AskedAgain = new("asked again");

    public static readonly Verb
        Answered = new("answered"),
        Closed = new("request closed"),
        NotClosed = new("request not closed");

    /// <summary>Its message was deleted, or asks nothing any more.</summary>
    public static readonly Verb Gone = new("request gone");
}
