using System.Globalization;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary>A request or a cover → what people read about it.</summary>
public static class CoverMessages
{
    /// <summary>What somebody who was asked sees: the question, later its outcome.</summary>
    public static Message Ask(CoverRequestCard card, string person)
    {
        var request = card.Request;
        var question = Question(card, person);
        return request.State switch
        {
            CoverRequestRow.Open => Of($"{card.AwayName} needs cover", question + (Declined(card, person) ? "\nYou said that you can't." : ""),
                Press(CoverRoutes.AcceptButton, "I take it", request.Number, ButtonStyle.Primary),
                Declined(card, person) ? null : Press(CoverRoutes.DeclineButton, "Can't", request.Number)),
            CoverRequestRow.Taken when request.ClosedBy == person && card.InForce => Of("You cover these hours",
                $":white_check_mark: You cover {Mrkdwn.User(request.Away)} as *{Mrkdwn.Escape(card.RotationName)}*, {card.Told.Of(card.Cover!.Hours, person)}.", CancelCover(card.Cover!)),
            _ => Of("Nothing to do any more", $"{question}\n{Outcome(card)}"),
        };
    }

    /// <summary>What the absent person sees when somebody asked for them.</summary>
    public static Message ForAway(CoverRequestCard card)
    {
        var yours = $"your shift as *{Mrkdwn.Escape(card.RotationName)}*, {card.Told.Of(card.Request.Hours, card.Request.Away)}";
        var text = card.Request.Cause is null
            ? $"{Mrkdwn.User(card.Request.MadeBy)} has asked others to cover {yours}."
            : $"You are away, so others are asked to cover {yours}. If nobody takes it, the next available member has it.";
        return card.Request.IsOpen
            ? Of("Cover is asked for you", text, Press(CoverRoutes.CancelRequestButton, card.Request.Cause is null ? "Cancel the request" : "I will be there", card.Request.Number))
            : Of("Cover was asked for you", $"{text}\n{Outcome(card)}");
    }

    /// <summary>What the rotation's own channel sees of a request, from asking to its outcome.</summary>
    public static Message InChannel(CoverRequestCard card)
    {
        var question = Question(card, null);
        return card.Request.IsOpen
            ? Of($"{card.AwayName} needs cover", $"{(card.Request.Escalated ? ":warning: " : "")}{question}\n{Waiting(card)}",
                Press(CoverRoutes.AcceptButton, "I take it", card.Request.Number, ButtonStyle.Primary), Press(CoverRoutes.DeclineButton, "Can't", card.Request.Number))
            : Of("Nothing to do any more", $"{question}\n{Outcome(card)}");
    }

    /// <summary>What is said under it when nobody answers.</summary>
    public static Message Called(CoverRequestCard card) => Of(
        card.Request.IsOpen ? $"Nobody covers {card.AwayName} yet" : "Cover is settled",
        card.Request.IsOpen ? $"Nobody has taken it yet. {string.Join(' ', card.Called.Select(Mrkdwn.User))}".TrimEnd() : Outcome(card));

    static string Waiting(CoverRequestCard card) => card.Asked.Count(a => !a.Declined) switch
    {
        0 => "Everybody who was asked can't.",
        var left when left == card.Asked.Count => $"{(left == 1 ? "One person was" : $"{left} people were")} asked. The first to take it has these hours.",
        var left => $"{card.Asked.Count - left} of {card.Asked.Count} can't. The first to take it has these hours.",
    };

    /// <summary>What the announcement channel sees of a request that nobody answered.</summary>
    public static Message Unanswered(CoverRequestCard card)
    {
        var question = $"*{Mrkdwn.Escape(card.RotationName)}*: cover for {Mrkdwn.Escape(card.AwayName)}, {card.Told.Of(card.Request.Hours, null)},";
        return card.Request.IsOpen
            ? Of($"Nobody covers {card.AwayName} yet", $":warning: {question} is not taken{(card.Request.Cause is null ? " yet" : ", and nobody else is available")}. {string.Join(' ', card.Called.Select(Mrkdwn.User))}\nWhoever was asked can take it here.".Replace("  ", " ", StringComparison.Ordinal),
                Press(CoverRoutes.AcceptButton, "I take it", card.Request.Number, ButtonStyle.Primary))
            : Of("Cover is settled", $"{question.TrimEnd(',')}. {Outcome(card)}");
    }

    /// <summary>What the person who asked is told at the end.</summary>
    public static Message Result(CoverRequestCard card) => Of("Your request for cover",
        $"Cover for {Mrkdwn.User(card.Request.Away)}, {card.Told.Of(card.Request.Hours, card.Request.MadeBy)}: {Outcome(card)}");

    /// <summary>What the absent person is told once somebody covers them; the same message says when that ends.</summary>
    public static Message Covered(CoverRow cover, string rotation, ToldHours told) => cover.CancelledBy is { } by
        ? Of("Cover cancelled", $"{Mrkdwn.User(cover.Covering)} was to cover you as *{Mrkdwn.Escape(rotation)}*, {told.Of(cover.Hours, cover.Away)}. {Mrkdwn.User(by)} cancelled it.")
        : Of("You are covered", $":white_check_mark: {Mrkdwn.User(cover.Covering)} covers you as *{Mrkdwn.Escape(rotation)}*, {told.Of(cover.Hours, cover.Away)}.{(cover.MadeBy == cover.Covering || cover.MadeBy == CoverRow.Bot ? "" : $" {Mrkdwn.User(cover.MadeBy)} put them on call.")}{Reason(cover.Why)}", CancelCover(cover));

    /// <summary>What whoever covers is told when they did not agree to it themselves.</summary>
    public static Message Given(CoverRow cover, string rotation, bool hasLeft, ToldHours told)
    {
        var hours = $"as *{Mrkdwn.Escape(rotation)}*, {told.Of(cover.Hours, cover.Covering)}";
        return cover switch
        {
            { CancelledBy: { } by } => Of("Cover cancelled", $"You were to cover {Mrkdwn.User(cover.Away)} {hours}. {Mrkdwn.User(by)} cancelled it."),
            { MadeBy: not CoverRow.Bot } => Of("You are on call", $":telephone_receiver: {Mrkdwn.User(cover.MadeBy)} put you on call {hours}, in the place of {Mrkdwn.User(cover.Away)}.{Reason(cover.Why)}", CancelCover(cover)),
            _ => Of("You cover these hours", $":telephone_receiver: You are on call {hours}: {(hasLeft ? $"{Mrkdwn.Escape(cover.AwayName)} has left" : $"{Mrkdwn.User(cover.Away)} is away, nobody took it")}, and you are the next available.", CancelCover(cover)),
        };
    }

    /// <summary>What the other party is told when a cover was cancelled.</summary>
    public static Message Cancelled(CoverRow cover, string rotation, string person, DateTimeOffset from, ToldHours told) => Of("Cover cancelled",
        $"{Mrkdwn.User(cover.CancelledBy!)} cancelled the cover as *{Mrkdwn.Escape(rotation)}*. "
        + $"{(person == cover.Away ? "You are" : $"{Mrkdwn.User(cover.Away)} is")} on call again, {told.Of(cover.Hours with { Starts = from }, person)}.");

    /// <summary>What both parties are told when an edit gave some of the hours to others; whoever is absent may ask anew for the hours they have now.</summary>
    public static Message Unfit(CoverRow cover, string rotation, string person, ToldHours told) => Of("A cover no longer fits",
        $":warning: *{Mrkdwn.Escape(rotation)}* has changed: not all hours, {told.Of(cover.Hours, person)}, which {Mrkdwn.User(cover.Covering)} covers, are {Mrkdwn.User(cover.Away)}'s any more. "
        + "The cover holds for those that are. Cancel it if it is not needed.",
        person == cover.Away ? Press(CoverRoutes.AskAgainButton, "Ask for cover", cover.Number, ButtonStyle.Primary) : null, CancelCover(cover));

    public static Button CancelCover(CoverRow cover) => Press(CoverRoutes.CancelCoverButton, "Cancel cover", cover.Number) with
    {
        Confirm = new()
        {
            Title = "Cancel this cover?",
            Text = new PlainText("The hours that are left go back to whose shift it is. Both of you are told."),
            Confirm = "Cancel cover",
            Deny = "Keep it",
        },
    };

    public static Button Press(string action, string text, long number, ButtonStyle? style = null) =>
        new() { ActionId = action, Text = text, Value = number.ToString(CultureInfo.InvariantCulture), Style = style };

    public static string Outcome(CoverRequestCard card) => card.Request.State switch
    {
        CoverRequestRow.Taken when card.Cover is { CancelledBy: not null } => "The cover was cancelled.",
        CoverRequestRow.Taken => $"{Mrkdwn.Escape(card.ClosedByName)} has taken it.",
        CoverRequestRow.Cancelled => $"{Mrkdwn.Escape(card.ClosedByName)} cancelled the request.",
        CoverRequestRow.Ended => "Nobody took it, and the hours are over.",
        CoverRequestRow.Fallen => $"Nobody took it in time, so it fell to {Mrkdwn.Escape(string.Join(" and ", card.CoveringNames))}.",
        CoverRequestRow.Withdrawn => $"{Mrkdwn.Escape(card.AwayName)} is not away any more.",
        CoverRequestRow.Moot when card.Rotation.EndedAt is not null => "The rotation was deleted.",
        CoverRequestRow.Moot => $"The rotation has changed: these hours are not {Mrkdwn.Escape(card.AwayName)}'s any more.",
        _ => "Not taken yet.",
    };

    static string Question(CoverRequestCard card, string? reader)
    {
        var request = card.Request;
        if (request.Cause is not null)
            return $"{Mrkdwn.User(request.Away)} is away and needs cover as *{Mrkdwn.Escape(card.RotationName)}*, {card.Told.Of(request.Hours, reader)}.";
        var asker = request.MadeBy == request.Away ? Mrkdwn.User(request.Away) + " asks" : $"{Mrkdwn.User(request.MadeBy)} asks, for {Mrkdwn.User(request.Away)},";
        return $"{asker} for cover as *{Mrkdwn.Escape(card.RotationName)}*, {card.Told.Of(request.Hours, reader)}.{Reason(request.Why)}";
    }

    static bool Declined(CoverRequestCard card, string person) => card.Asked.Any(a => a.Person == person && a.Declined);

    static string Reason(string? why) => why is null ? "" : $"\n> {Mrkdwn.Escape(why).ReplaceLineEndings("\n> ")}";

    static Message Of(string notification, string text, params Button?[] buttons) => new()
    {
        Text = Mrkdwn.Escape(notification),
        Blocks = buttons.OfType<Button>().ToList() is { Count: > 0 } pressed
            ? [new SectionBlock { Text = text }, new ActionsBlock { Elements = pressed }]
            : [new SectionBlock { Text = text }],
    };
}
