using Bot.Handover;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.Home;

/// <summary>
/// Hand-offs of the reader's, a line each: the word that they can leave from their last working day on, and what they were left,
/// on their first day.
/// </summary>
static class HomeHandover
{
    const int Most = 3;

    public static IEnumerable<Block> Blocks(HomeReader reader) =>
        Received(reader.Brief).Take(Most).Concat(Asked(reader.Brief).Take(Most));

    static IEnumerable<Block> Received(BriefReader reader) =>
        from row in reader.Rotations
        where row.Rotation.Members.Contains(reader.Person)
        let begun = HandoverPack.FirstDay(reader, row)
        where begun is not null && HandoverPack.Of(reader, row, begun.Shift).IsMore(begun)
        select Line($":telephone_receiver: Your hours as {Mrkdwn.Name(row.Name)} have begun.", ShowHandover.Button(row.Id));

    static IEnumerable<Block> Asked(BriefReader reader) =>
        from ending in LeaveWord.Endings(reader.Db, reader.Person, reader.Now)
        where ending.Word is not null || ending.Change!.Asked(reader.Hours) is { } day && day.Opens <= reader.Now
        select Line(Text(reader, ending), LeaveWord.Button(reader.Db, ending));

    static string Text(BriefReader reader, LeaveWord.Ending ending) => ending.Change is { } change
        ? $":memo: {Mrkdwn.Name(Person.NameOf(reader.Db, change.To))} is next as {Mrkdwn.Name(ending.Row.Name)}, "
            + $"{ShiftText.End(change.At, ending.Row.Rotation, reader.Zone, reader.Now)}."
        : $":memo: Your word as {Mrkdwn.Name(ending.Row.Name)} waits for the next hand-off.";

    static SectionBlock Line(string text, Button press) => new() { Text = text, Accessory = press };
}
