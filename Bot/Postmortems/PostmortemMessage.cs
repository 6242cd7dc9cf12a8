using System.Data;
using System.Globalization;
using Bot.Domain.Postmortems;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;

namespace Bot.Postmortems;

/// <summary>What the channel of an incident reads of its postmortem: one message, edited.</summary>
static class PostmortemMessage
{
    const int MostReason = 300;

    public static Message Of(IDbConnection db, IncidentRow incident, PostmortemRow row)
    {
        var text = Text(db, row);
        return new()
        {
            Text = $"{incident.Label}: {text}",
            Blocks = row.Postmortem.IsOpen
                ? [new SectionBlock { Text = text }, new ActionsBlock { BlockId = "postmortem", Elements = [.. Buttons(row)] }]
                : [new ContextBlock { Elements = [text] }],
        };
    }

    static string Text(IDbConnection db, PostmortemRow row) => row.State switch
    {
        PostmortemState.Owed => $":page_facing_up: {Writes(db, row)}. It closes once that is done, or not needed.",
        PostmortemState.Completed =>
            $":page_facing_up: *{Name(db, row.EndedBy)}* completed the postmortem of {row.Label}{Where(row)}.",
        PostmortemState.NotNeeded => $":page_facing_up: *{Name(db, row.EndedBy)}*: no postmortem of {row.Label} is needed"
            + (row.Reason is { } why ? $" ({Mrkdwn.Inert(IncidentMessages.OneLine(why), MostReason)})." : "."),
        _ => $":page_facing_up: *The postmortem of {row.Label} is {PostmortemWords.Of(row.State)}*{Where(row)}, "
            + $"{Whose(db, row)}.{Facts(row)}",
    };

    static string Where(PostmortemRow row) => row.CanvasChannel is { } channel
        ? $" in a canvas of {Mrkdwn.Channel(channel)}" : "";

    /// <summary>Why the facts of a canvas are as they were; "" where they follow.</summary>
    public static string Facts(PostmortemRow row) => row switch
    {
        { Canvas: null } => "",
        { FactsTrouble: PostmortemCanvas.NoHeading } => " Its heading *Facts* was taken out, so no facts are kept there.",
        { FactsTrouble: PostmortemCanvas.Several } =>
            " *Facts* stands there more than once, so the facts are not kept up to date.",
        { FactsTrouble: { } refusal } => $" Slack does not take its facts now (`{Mrkdwn.Inert(refusal, 50)}`), so they are old.",
        _ => "",
    };

    static string Writes(IDbConnection db, PostmortemRow row) => row.Owner is null
        ? $"*Nobody has the postmortem of {row.Label} yet*"
        : $"*{Name(db, row.Owner)}* writes the postmortem of {row.Label}"
            + (row.Postmortem.Due is { } due ? $" by {Day(due)}" : "");

    static string Whose(IDbConnection db, PostmortemRow row) => row.Owner is null ? "and nobody has it yet"
        : $"by *{Name(db, row.Owner)}*{(row.Postmortem.Due is { } due ? $" until {Day(due)}" : "")}";

    /// <summary>"Tue 10 Mar 2026": it is read for months.</summary>
    public static string Day(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Name(IDbConnection db, string? person) => person is null or IncidentChange.Bot ? "Data Responder"
        : Mrkdwn.Name(Person.NameOf(db, person));

    static IEnumerable<BlockElement> Buttons(PostmortemRow row)
    {
        var number = row.Incident.ToString(CultureInfo.InvariantCulture);
        if (row.State == PostmortemState.Owed)
            yield return new Button
            {
                ActionId = PostmortemIds.Start,
                Text = "Start",
                Value = number,
                Style = ButtonStyle.Primary,
            };
        yield return Open(row.Incident);
    }

    /// <summary>Shows it in private, with what can be done with it.</summary>
    public static Button Open(long incident, string text = "Open…") => new()
    {
        ActionId = PostmortemIds.Open,
        Text = text,
        Value = incident.ToString(CultureInfo.InvariantCulture),
    };
}
