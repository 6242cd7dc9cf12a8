using System.Net.Http.Headers;

namespace Bot.Slack;

/// <summary>How one attempt ended: an answer, a request to wait, or trouble that leaves open whether it took effect.</summary>
sealed record WebReply<T> where T : SlackResponse
{
    public T? Answer { get; init; }
    public HttpResponseHeaders? Headers { get; init; }
    public TimeSpan? Pause { get; init; }
    public string? Trouble { get; init; }
    public bool MayHaveHappened { get; init; }
    public Exception? Cause { get; init; }

    /// <summary>In one word: ok, Slack's error, or what kept it from answering.</summary>
    public string Outcome => this switch
    {
        { Answer.Ok: true } => "ok",
        { Answer: { } refusal } => refusal.Error ?? "unknown_error",
        { Pause: not null } => "paused",
        _ => "unreachable",
    };
}
