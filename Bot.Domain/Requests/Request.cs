namespace Bot.Domain.Requests;

/// <summary>How far a request has come.</summary>
public enum RequestState
{
    /// <summary>Nobody of the rotation has answered.</summary>
    Waiting,

    /// <summary>Somebody of the rotation has answered in its thread.</summary>
    Answered,

    /// <summary>It is done.</summary>
    Closed,

    /// <summary>Its message was deleted, or asks nothing any more.</summary>
    Gone,
}

/// <summary>Something that somebody asked of a rotation in a channel. People are Slack user ids.</summary>
/// <param name="Asker">Whoever asked.</param>
/// <param name="State">How far it has come.</param>
/// <param name="LastWord">When anything was said in its thread last, or it was asked.</param>
public sealed record Request(string Asker, RequestState State, DateTimeOffset LastWord)
{
    /// <summary>Who answered first since it was asked last.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>Who closed it; null while nobody did, and where it went silent.</summary>
    public string? ClosedBy { get; init; }

    public bool IsOpen => State is RequestState.Waiting or RequestState.Answered;
}

/// <summary>A word in the thread of a request.</summary>
/// <param name="By">Whoever said it.</param>
/// <param name="At">When.</param>
public sealed record ThreadWord(string By, DateTimeOffset At)
{
    /// <summary>They take turns in the rotation.</summary>
    public bool IsOfMember { get; init; }

    /// <summary>It names the rotation's group, and does not only thank.</summary>
    public bool NamesGroup { get; init; }

    /// <summary>It is a question, or says that something is not well.</summary>
    public bool WantsMore { get; init; }
}
