using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.OnCall.Covers;

/// <summary>A cover → what its two people read about it.</summary>
public static class CoverMessages
{
    /// <summary>What the absent person is told once somebody covers them; the same message says when that has ended.</summary>
    public static Message Covered(CoverCard card)
    {
        var (cover, tell) = (card.Cover, card.Tell);
        var hours = $"{As(card.Rotation)}, {tell.Hours(cover.Hours, cover.Away)}";
        if (!card.IsOn) return Over(card, cover.Away);
        var by = cover.MadeBy == cover.Covering || cover.MadeBy == CoverRow.Bot
            ? ""
            : $" {tell.Subject(cover.MadeBy, cover.Away)} put them on call.";
        return Of(
            "You are covered",
            $":white_check_mark: {tell.Who(cover.Covering, cover.Away)} covers you {hours}.{by}{Reason(cover.Why)}",
            Cancel(card, cover.Away));
    }

    /// <summary>What whoever covers is told when they did not agree to it themselves.</summary>
    public static Message Given(CoverCard card)
    {
        var (cover, tell) = (card.Cover, card.Tell);
        if (!card.IsOn) return Over(card, cover.Covering);
        var hours = $"{As(card.Rotation)}, {tell.Hours(cover.Hours, cover.Covering)}";
        if (cover.MadeBy != CoverRow.Bot)
            return Of(
                "You are on call",
                $":telephone_receiver: {tell.Who(cover.MadeBy, cover.Covering)} put you on call {hours}, in the place of "
                + $"{tell.Who(cover.Away, cover.Covering)}.{Reason(cover.Why)}",
                Cancel(card, cover.Covering));
        var why = card.Gone.TryGetValue(cover.Away, out var standing)
            ? $"{tell.Name(cover.Away)} {Outsiders.Said(standing)}"
            : $"{tell.Who(cover.Away, cover.Covering)} is away, nobody took it";
        return Of(
            "You cover these hours", $":telephone_receiver: You are on call {hours}: {why}, and you are the next available.",
            Cancel(card, cover.Covering));
    }

    /// <summary>What the other party is told when a cover was cancelled; it takes the place of what they read before.</summary>
    public static Message Cancelled(CoverCard card, string person)
    {
        var (cover, tell) = (card.Cover, card.Tell);
        var by = cover.CancelledBy == CoverRow.Bot ? tell.Back(cover.Away, person)
            : card.Gone.TryGetValue(cover.CancelledBy!, out var standing)
                ? $"{tell.Name(cover.CancelledBy!)} {Outsiders.Said(standing)}"
                : $"{tell.Who(cover.CancelledBy!, person)} cancelled";
        return Of("Cover cancelled", person == cover.Away ? $"{by}. {Again(card, person)}" : $"{by}: {NoMore(card, person)}");
    }

    // What somebody reads in the place of their own message: they cancelled it, or the news of it is still to come.
    static Message Over(CoverCard card, string person)
    {
        var (cover, tell) = (card.Cover, card.Tell);
        if (cover.CancelledBy is null)
            return Of(
                "Cover is over",
                $"The cover {As(card.Rotation)}, {tell.Hours(cover.Hours, person)}, has ended: the rotation was deleted.");
        var now = person == cover.Away ? Again(card, person) : Back(card, person);
        return Of("Cover cancelled", $"{tell.Cancelled(cover, person)} {now}");
    }

    static string Again(CoverCard card, string person) => card switch
    {
        { Again: null } => $"It was for {card.Tell.Hours(card.Cover.Hours, person)} {As(card.Rotation)}.",
        { HadBegun: true } =>
            $"You are on call again {As(card.Rotation)}, now, until {card.Tell.Until(card.Again.Value.Ends, person)}.",
        _ => $"These hours {As(card.Rotation)} are yours again: {card.Tell.Hours(card.Cover.Hours, person)}.",
    };

    static string NoMore(CoverCard card, string person) => card.HadBegun
        ? $"you are not on call {As(card.Rotation)} any more, {card.Tell.Who(card.Holder ?? card.Cover.Away, person)} is."
        : $"you do not cover {card.Tell.Who(card.Cover.Away, person)} {As(card.Rotation)}, "
            + $"{card.Tell.Hours(card.Cover.Hours, person)}.";

    static string Back(CoverCard card, string person)
    {
        var (holder, again) = (card.Tell.Who(card.Holder ?? card.Cover.Away, person), card.IsBack ? " again" : "");
        return card.HadBegun
            ? $"{holder} is on call{again} {As(card.Rotation)}, now."
            : $"{holder} has these hours {As(card.Rotation)}{again}: {card.Tell.Hours(card.Cover.Hours, person)}.";
    }

    /// <summary>
    /// What a message becomes that said of a cover's hours that they have begun, once it was cancelled; null while it holds.
    /// </summary>
    public static string? CutShort(IDbConnection db, string rotation, string person, DateTimeOffset starts, DateTimeOffset now)
    {
        if (CoverStore.CutShort(db, rotation, person, starts) is not { } cover) return null;
        if (OnCallAnswers.At(db, rotation, now)?.Answer.Person == person) return null;
        if (CoverCard.Read(db, cover.Number, now) is not { } card) return null;
        return $":telephone_receiver: You were on call {As(card.Rotation)} until {When.At(cover.Ends)}. "
            + card.Tell.Cancelled(cover, person);
    }

    /// <summary>
    /// What both parties are told when an edit gave some of the hours to others; whoever is absent may ask anew for what they
    /// have now.
    /// </summary>
    public static Message Unfit(CoverCard card, string person)
    {
        var (cover, tell) = (card.Cover, card.Tell);
        return Of(
            "A cover no longer fits",
            $":warning: *{Mrkdwn.Name(card.Rotation.Name)}* has changed: "
            + $"not all hours, {tell.Hours(cover.Hours, person)}, which "
            + $"{tell.Who(cover.Covering, person)} {(person == cover.Covering ? "cover" : "covers")}, are "
            + $"{(person == cover.Away ? "yours" : tell.Whose(cover.Away, person))} any more. "
            + "The cover holds for those that are. Cancel it if it is not needed.",
            person == cover.Away ? Press(CoverIds.AskAgainButton, "Ask for cover", cover.Number, ButtonStyle.Primary) : null,
            CancelCover(cover, person));
    }

    // What is over cannot be cancelled.
    static Button? Cancel(CoverCard card, string reader) => card.IsOver ? null : CancelCover(card.Cover, reader);

    public static Button CancelCover(CoverRow cover, string reader) =>
        Press(CoverIds.CancelCoverButton, "Cancel cover", cover.Number) with
        {
            Confirm = new()
            {
                Title = "Cancel this cover?",
                Text = new PlainText(
                    cover.Away == reader ? "You have the remaining hours again. You are both told."
                    : cover.AwayIsGone ? "The remaining hours go to the next available member. Where there is none, you keep "
                        + "them."
                    : $"{cover.AwayName} has the remaining hours again or, while they are away, the next available member. "
                        + "You are both told."),
                Confirm = "Cancel cover",
                Deny = "Keep it",
            },
        };

    public static Button Press(string action, string text, long number, ButtonStyle? style = null) =>
        new() { ActionId = action, Text = text, Value = number.ToString(CultureInfo.InvariantCulture), Style = style };

    internal static string As(RotationRow rotation) => $"as *{Mrkdwn.Name(rotation.Name)}*";

    internal static string Reason(string? why) => why is null ? "" : $"\n> {Mrkdwn.Escape(why).ReplaceLineEndings("\n> ")}";

    internal static Message Of(string notification, string text, params Button?[] buttons) => new()
    {
        Text = Mrkdwn.Escape(notification),
        Blocks = buttons.OfType<Button>().ToList() is { Count: > 0 } pressed
            ? [new SectionBlock { Text = text }, new ActionsBlock { Elements = pressed }]
            : [new SectionBlock { Text = text }],
    };
}
