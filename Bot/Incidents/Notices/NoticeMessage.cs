using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents.Notices;

/// <summary>What readers of data are told, and what whoever told them hears of it: a notice in, a message out.</summary>
static class NoticeMessage
{
    const int MostText = 400, MostName = 150;

    const string Settled = "This is settled elsewhere.";

    /// <param name="notice">What they are told.</param>
    /// <param name="from">Whose incident it is, and which: "Analytics, INC-12".</param>
    public static Message Of(NoticeRow notice, string from)
    {
        var said = Said(notice);
        return new()
        {
            Text = Limits.TruncateEscaped(said, Limits.MessageText),
            Blocks =
            [
                new SectionBlock { Text = Limits.TruncateEscaped(said, Limits.Text) },
                new ContextBlock { Elements = [$"From {from}"] },
            ],
            UnfurlLinks = false,
        };
    }

    /// <summary>That nothing more is said of it here, nor what it was.</summary>
    public static Message Elsewhere => new() { Text = Settled, Blocks = [new ContextBlock { Elements = [Settled] }] };

    /// <summary>All that is said of what it is about.</summary>
    public static string Said(NoticeRow notice) => notice switch
    {
        { EndedAt: { } ended } => Ended(notice, ended),
        { About: { } about } => $":hourglass: *{Name(about)}* is stale since {When.At(notice.Since)}"
            + Refresh(notice) + (notice.Text.Length > 0 ? $"\n> {Text(notice)}" : ""),
        _ => $":hourglass: {Text(notice)}\nSince {When.At(notice.Since)}{Well(notice)}",
    };

    static string Refresh(NoticeRow notice) => notice switch
    {
        { ExpectedAt: null } => ". We say here when it is fresh again.",
        { LateAt: null, ExpectedAt: { } at } => $", next refresh {When.At(at)}.",
        _ => Late(notice),
    };

    static string Well(NoticeRow notice) => notice switch
    {
        { ExpectedAt: null } => ". We say here when it is over.",
        { LateAt: null, ExpectedAt: { } at } => $", expected to be over {When.At(at)}.",
        _ => Late(notice),
    };

    static string Late(NoticeRow notice) => $". It was expected {When.At(notice.ExpectedAt!.Value)}, and is late.";

    static string Ended(NoticeRow notice, long ended) => (notice.Ended, notice.About) switch
    {
        (NoticeEnd.Elsewhere, _) => Settled,
        (NoticeEnd.Mistaken, { } about) => $":white_check_mark: *{Name(about)}* is well: it was a false alarm.",
        (NoticeEnd.Mistaken, null) => $":white_check_mark: It was a false alarm: {Text(notice)}",
        (_, { } about) => $":white_check_mark: *{Name(about)}* is fresh again since {When.At(ended)}"
            + $" (stale for {LineText.Span(ended - notice.Since)}).",
        _ => $":white_check_mark: Over since {When.At(ended)}, after {LineText.Span(ended - notice.Since)}: {Text(notice)}",
    };

    /// <summary>What whoever told them hears where Slack does not let the bot say it.</summary>
    /// <param name="notice">What they wanted to say.</param>
    /// <param name="place">Where.</param>
    /// <param name="command">What the command for incidents is called.</param>
    public static Message Refused(NoticeRow notice, NoticePlace place, string command)
    {
        var (label, channel) = (IncidentRow.LabelOf(notice.Incident), Mrkdwn.Channel(place.Channel));
        var what = $"*{Name(notice.Name)}* ({label})";
        var text = (place.Refusal, notice.IsOpen) switch
        {
            (null, _) => $":white_check_mark: {what}: readers in {channel} are told.",
            ({ } why, true) => $":information_source: {what}: readers in {channel} are not told, as {Why(why)}. {Remedy(why)}, "
                + $"or choose another channel with `{command} notice {notice.Incident}`.",
            ({ } why, false) => $":information_source: {what} is over, and {channel} does not say so yet, as {Why(why)}. "
                + $"{Remedy(why)}.",
        };
        return new() { Text = text, UnfurlLinks = false };
    }

    /// <summary>Why Slack does not let the bot say it there, in the middle of a sentence.</summary>
    public static string Why(string refusal) => refusal switch
    {
        _ when SlackException.IsOfArchived(refusal) => "the channel is archived",
        "channel_not_found" => "the channel is gone, or private and without the bot",
        "not_in_channel" => "the bot is not in the channel",
        JoinedChannels.Shared => "the channel is shared with another company",
        "restricted_action" or "restricted_action_read_only_channel" => "only some people may post there",
        _ => $"Slack refuses it ({Mrkdwn.Escape(refusal)})",
    };

    static string Remedy(string refusal) => refusal switch
    {
        _ when SlackException.IsOfArchived(refusal) => "Unarchive it",
        "channel_not_found" or "not_in_channel" => "Invite the bot there",
        JoinedChannels.Shared => "Stop sharing it",
        _ => "Ask whoever looks after it to let the bot post",
    };

    static string Name(string name) => Mrkdwn.Inert(IncidentMessages.OneLine(name), MostName);

    static string Text(NoticeRow notice) => IncidentMessages.Text(IncidentMessages.OneLine(notice.Text), MostText);
}
