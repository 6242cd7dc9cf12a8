using Bot.OnCall.Rows;
using Bot.Slack;
using static Bot.OnCall.Covers.CoverMessages;

namespace Bot.OnCall.Covers;

/// <summary>A request for cover → what people read about it.</summary>
public static class RequestMessages
{
    /// <summary>What somebody who was asked sees: the question, later its outcome.</summary>
    public static Message Ask(CoverRequestCard card, string person)
    {
        var (request, declined) = (card.Request, card.Asked.Any(a => a.Person == person && a.Declined));
        if (card is { InForce: true, Cover: { } cover } && request.ClosedBy == person)
            return Of(
                "You cover these hours",
                $":white_check_mark: You cover {card.Tell.Who(request.Away, person)} {As(card)}, "
                + $"{card.Tell.Hours(cover.Hours, person)}.",
                card.IsOver ? null : CancelCover(cover, person));
        if (!request.IsOpen) return Of("Nothing to do any more", $"{Question(card, person)}\n{Outcome(card, person)}");
        return Of(
            $"{card.Tell.PlainName(request.Away)} needs cover",
            Question(card, person) + (declined ? "\nYou said that you can't." : ""),
            Press(CoverIds.AcceptButton, "I take it", request.Number, ButtonStyle.Primary),
            declined ? null : Press(CoverIds.DeclineButton, "Can't", request.Number));
    }

    /// <summary>What the absent person sees when somebody asked for them, or their days off did.</summary>
    public static Message ForAway(CoverRequestCard card)
    {
        var (request, away) = (card.Request, card.Request.Away);
        var yours = $"your shift {As(card)}, {card.Tell.Hours(request.Hours, away)}";
        var text = request.Cause is null
            ? $"{card.Tell.Who(request.MadeBy, away)} has asked others to cover {yours}."
            : $"You are away, so others are asked to cover {yours}. If nobody takes it, the next available member has it.";
        return request.IsOpen
            ? Of("Cover is asked for you", text, Press(
                CoverIds.CancelRequestButton, request.Cause is null ? "Cancel the request" : "Keep my shift", request.Number))
            : Of("Cover was asked for you", $"{text}\n{Outcome(card, away)}");
    }

    /// <summary>
    /// What the rotation's own channel sees of a request, from asking to its outcome. It calls nobody: those asked are asked in
    /// person.
    /// </summary>
    public static Message InChannel(CoverRequestCard card) => card.Request.IsOpen
        ? Of(
            $"{card.Tell.PlainName(card.Request.Away)} needs cover",
            $"{(card.Request.Escalated ? ":warning: " : "")}{Question(card, null)}\n{Waiting(card)}",
            card.Asked.Count == 0 ? [] :
            [
                Press(CoverIds.AcceptButton, "I take it", card.Request.Number, ButtonStyle.Primary),
                Press(CoverIds.DeclineButton, "Can't", card.Request.Number),
            ])
        : Of("Nothing to do any more", $"{Question(card, null)}\n{Outcome(card, null)}");

    /// <summary>What is said under it when nobody answers; only those in <paramref name="mentioned"/> are called by it.</summary>
    public static Message Called(CoverRequestCard card, IReadOnlyCollection<string> mentioned) => card.Request.IsOpen
        ? Of(
            $"Nobody covers {card.Tell.PlainName(card.Request.Away)} yet",
            $"Nobody has taken it yet. {Names(card, mentioned)}".TrimEnd())
        : Of("Cover is settled", Outcome(card, null));

    /// <summary>
    /// What the announcement channel sees of a request that nobody answered; only those in <paramref name="mentioned"/> are
    /// called by it.
    /// </summary>
    public static Message Unanswered(CoverRequestCard card, IReadOnlyCollection<string> mentioned)
    {
        var (request, name) = (card.Request, card.Tell.Name(card.Request.Away));
        var question = $"*{Mrkdwn.Name(card.Rotation.Name)}*: cover for {name}, {card.Tell.Hours(request.Hours, null)}";
        if (!request.IsOpen) return Of("Cover is settled", $"{question}. {Outcome(card, null)}");
        var state = request.Cause is null ? "is not taken yet." : "is not taken, and nobody else is available.";
        var heading = $"Nobody covers {card.Tell.PlainName(request.Away)} yet";
        var said = $":warning: {question}, {$"{state} {Names(card, mentioned)}".TrimEnd()}";
        if (card.Asked.Count == 0) return Of(heading, $"{said}\n{NobodyAsked}");
        return Of(
            heading, $"{said}\nWhoever was asked can take it here.",
            Press(CoverIds.AcceptButton, "I take it", request.Number, ButtonStyle.Primary));
    }

    /// <summary>What the person who asked is told at the end.</summary>
    public static Message Result(CoverRequestCard card)
    {
        var (tell, away, asker) = (card.Tell, card.Request.Away, card.Request.MadeBy);
        var hours = tell.Hours(card.Request.Hours, asker);
        return Of("Your request for cover", card.Request.State switch
        {
            CoverRequestRow.Ended =>
                $"Nobody took {tell.Whose(away, asker)} hours {As(card)} ({hours}). "
                + $"{(away == asker ? "You were" : $"{tell.Who(away, asker)} was")} on call.",
            CoverRequestRow.Moot =>
                $"Cover for {tell.Who(away, asker)} {As(card)}, {hours}, is not needed. {Outcome(card, asker)}",
            _ when card.InForce => $":white_check_mark: {tell.Who(card.Request.ClosedBy!, asker)} covers "
                + $"{tell.Who(away, asker)} {As(card)}, {tell.Hours(card.Cover?.Hours ?? card.Request.Hours, asker)}.",
            _ => $"Cover for {tell.Who(away, asker)} {As(card)}, {hours}. {Outcome(card, asker)}",
        });
    }

    /// <summary>How it ended, or that it has not; a reader who had a part in it is "you", a channel is null.</summary>
    public static string Outcome(CoverRequestCard card, string? reader)
    {
        var (request, tell) = (card.Request, card.Tell);
        return request.State switch
        {
            CoverRequestRow.Taken when card.Cover is { CancelledBy: not null } cover => tell.Cancelled(cover, reader),
            CoverRequestRow.Taken when card.IsDeleted => "The rotation was deleted.",
            CoverRequestRow.Taken => $"{Has(card, request.ClosedBy!, reader)} taken it.",
            CoverRequestRow.Cancelled => $"{tell.Subject(request.ClosedBy!, reader)} cancelled the request.",
            CoverRequestRow.Ended => "Nobody took it, and the hours are over.",
            CoverRequestRow.Fallen => "Nobody took it in time, so it fell to "
                + $"{string.Join(" and ", card.Covering.Select(p => tell.Who(p, reader)))}.",
            CoverRequestRow.Withdrawn => $"{tell.Is(request.Away, reader)} not away any more.",
            CoverRequestRow.Moot when card.Rotation.EndedAt is not null => "The rotation was deleted.",
            CoverRequestRow.Moot => "The rotation has changed: these hours are not "
                + $"{(request.Away == reader ? "yours" : tell.Whose(request.Away, reader))} any more.",
            _ => "Not taken yet.",
        };
    }

    static string Question(CoverRequestCard card, string? reader)
    {
        var (request, tell) = (card.Request, card.Tell);
        var hours = $"{As(card)}, {tell.Hours(request.Hours, reader)}.";
        if (request.Cause is not null) return $"{tell.Who(request.Away, reader)} is away and needs cover {hours}";
        var asker = request.MadeBy == request.Away
            ? $"{tell.Who(request.Away, reader)} asks"
            : $"{tell.Subject(request.MadeBy, reader)} {(request.MadeBy == reader ? "ask" : "asks")}, "
                + $"for {tell.Who(request.Away, reader)},";
        return $"{asker} for cover {hours}{Reason(request.Why)}";
    }

    const string NobodyAsked = "There is nobody to ask: an owner or an admin chooses other members.";

    static string Waiting(CoverRequestCard card) => card.Asked.Count(a => !a.Declined) switch
    {
        0 when card.Asked.Count == 0 => NobodyAsked,
        0 => "Everybody who was asked can't.",
        var left when left == card.Asked.Count =>
            $"{(left == 1 ? "One person was" : $"{left} people were")} asked. The first to take it has these hours.",
        var left => $"{card.Asked.Count - left} of {card.Asked.Count} can't. The first to take it has these hours.",
    };

    static string Names(CoverRequestCard card, IReadOnlyCollection<string> mentioned) =>
        string.Join(' ', card.Called.Select(p => mentioned.Contains(p) ? Mrkdwn.User(p) : card.Tell.Name(p)));

    static string Has(CoverRequestCard card, string person, string? reader) =>
        person == reader ? "You have" : $"{card.Tell.Who(person, reader)} has";

    static string As(CoverRequestCard card) => CoverMessages.As(card.Rotation);
}
