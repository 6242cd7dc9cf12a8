using System.Globalization;
using Bot.Incidents;
using Bot.Slack;

namespace Bot.Summaries;

/// <summary>What drafts of summaries look like in Slack: state in, blocks out.</summary>
static class SummaryMessages
{
    /// <summary>
    /// The draft in the channel; once it is accepted, the card says it, and this is one line, as it is where it tells of an end
    /// that was none.
    /// </summary>
    public static Message Draft(IncidentRow incident, SummaryRow row, string command, Func<string, string> name)
    {
        var text = row.AcceptedBy is { } by
            ? $":memo: {Mrkdwn.Name(name(by))} accepted the summary of {incident.Label}: it stands on the card."
            : row.IsFromBefore(incident)
            ? $":memo: {incident.Label} was opened again, so this draft is gone: `{command} summary` makes a new one."
            : $":memo: *Draft of the summary of {incident.Label}*";
        return new()
        {
            Text = text,
            Blocks = row.AcceptedBy is not null || row.IsFromBefore(incident) ? [new ContextBlock { Elements = [text] }]
                : [new SectionBlock { Text = text }, .. Blocks(incident, row, name)],
            UnfurlLinks = false,
        };
    }

    /// <summary>A draft, how it came about, and what can be done with it.</summary>
    public static IEnumerable<Block> Blocks(IncidentRow incident, SummaryRow row, Func<string, string> name)
    {
        var isOld = row.IsFromBefore(incident);
        return
        [
            SummaryLines.Whole(row.Sentences),
            new ContextBlock
            {
                Elements = [$"{SummaryLines.Draft(row, name)}{(isOld ? $" {incident.Label} was opened again since." : "")}"],
            },
            Buttons(row, isOld),
        ];
    }

    static ActionsBlock Buttons(SummaryRow row, bool isOld)
    {
        var draft = DraftName.Of(row).ToString();
        return new()
        {
            BlockId = "summary",
            Elements = isOld ? [New(draft)] :
            [
                new Button { ActionId = SummaryIds.Accept, Text = "Accept", Value = draft, Style = ButtonStyle.Primary },
                new Button { ActionId = SummaryIds.OpenEdit, Text = "Edit", Value = draft },
                // What somebody has edited is not thrown away by asking.
                .. row.EditedBy is null ? Array.Empty<BlockElement>() : [New(draft)],
            ],
        };
    }

    static Button New(string draft) => new() { ActionId = SummaryIds.Anew, Text = "New draft", Value = draft };

    /// <summary>Offers whoever comes late to read what has happened.</summary>
    public static Message Offer(IncidentRow incident)
    {
        var text = $":wave: {incident.Label} is open for a while: read what has happened so far, in private.";
        return new()
        {
            Text = text,
            Blocks =
            [
                new SectionBlock
                {
                    Text = text,
                    Accessory = new Button
                    {
                        ActionId = SummaryIds.CatchUp,
                        Text = "Catch me up",
                        Value = incident.Number.ToString(CultureInfo.InvariantCulture),
                    },
                },
            ],
        };
    }
}
