using Bot.Domain.Incidents;
using Bot.Domain.OnCall;

namespace Bot.Domain.Requests;

/// <summary>What becomes of a request: each function gives it as it is then, the same where nothing changes.</summary>
public static class RequestRules
{
    /// <summary>An answered request is closed after so many whole working days without a word.</summary>
    public const int SilentDays = 2;

    /// <summary>Somebody said something in its thread.</summary>
    public static Request Heard(Request request, ThreadWord word)
    {
        if (request.State == RequestState.Gone) return request;
        if (AsksAgain(request, word)) return Reopened(request, word.At);
        if (!request.IsOpen) return request;
        var heard = request with { LastWord = word.At };
        return request.State == RequestState.Waiting && word.IsOfMember && word.By != request.Asker
            ? heard with { State = RequestState.Answered, AnsweredBy = word.By }
            : heard;
    }

    // What is closed is asked again by whoever asked, or by anybody else who names the group: else that would be lost.
    static bool AsksAgain(Request request, ThreadWord word) => word.By == request.Asker
        ? request.State != RequestState.Waiting && (word.WantsMore || word.NamesGroup)
        : request.State == RequestState.Closed && word is { NamesGroup: true, IsOfMember: false };

    /// <summary>It waits for an answer again.</summary>
    public static Request Reopened(Request request, DateTimeOffset at) =>
        request with { State = RequestState.Waiting, LastWord = at, AnsweredBy = null, ClosedBy = null };

    /// <summary>Somebody says that it is done; whoever asked and those who answer for the rotation may.</summary>
    public static Request Ticked(Request request, string by, bool answersForIt) =>
        request.IsOpen && (by == request.Asker || answersForIt)
            ? request with { State = RequestState.Closed, ClosedBy = by }
            : request;

    /// <summary>Whoever said that it is done takes that back.</summary>
    public static Request Unticked(Request request, string by, DateTimeOffset at) =>
        request.State == RequestState.Closed && request.ClosedBy == by
            ? request with
            {
                State = request.AnsweredBy is null ? RequestState.Waiting : RequestState.Answered,
                ClosedBy = null,
                LastWord = at,
            }
            : request;

    /// <summary>Time has passed. What nobody has answered waits on: it would be lost otherwise.</summary>
    /// <param name="request">As it is.</param>
    /// <param name="days">The working days of its rotation, on the wall of this zone.</param>
    /// <param name="now">When.</param>
    public static Request Passed(Request request, (Weekdays On, TimeZoneInfo Zone) days, DateTimeOffset now) =>
        request.State == RequestState.Answered && StillOpen.Between(days, request.LastWord, now) > SilentDays
            ? request with { State = RequestState.Closed }
            : request;

    /// <summary>Nobody waits for an answer any more, or nobody can give one.</summary>
    public static Request Moot(Request request) =>
        request.IsOpen ? request with { State = RequestState.Closed } : request;

    /// <summary>Its message was deleted.</summary>
    public static Request Deleted(Request request) => request with { State = RequestState.Gone };

    /// <summary>Its message was edited: one that asks nothing any more is over unless somebody has answered.</summary>
    public static Request Edited(Request request, bool asks) => (request.State, asks) switch
    {
        (RequestState.Waiting, false) => Deleted(request),
        (RequestState.Gone, true) => request with { State = RequestState.Waiting },
        _ => request,
    };

    /// <summary>Whether somebody was told already, since the hours closed, that they have.</summary>
    /// <param name="toldAt">When they were told last.</param>
    /// <param name="closedSince">Since when the hours of whoever is back next are closed.</param>
    public static bool IsToldAlready(DateTimeOffset? toldAt, DateTimeOffset closedSince) => toldAt >= closedSince;
}
