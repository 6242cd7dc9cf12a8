using System.Data;
using Bot.Domain.OnCall;
using Bot.Handover;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.Home;

/// <summary>
/// What goes from one person on call to the next by their briefs: whoever goes is asked for a word on their last working day,
/// and whoever comes reads it, and which flakes are to be known of.
/// </summary>
static class BriefHandover
{
    // Rows of a phone, of which the first begins with a mark: four, or two where others want the room.
    const int WidestWord = (4 * PhoneRows.Wide) - 6, FewestWords = (2 * PhoneRows.Wide) - 6, WidestTitle = PhoneRows.Wide - 11;

    public static IEnumerable<BriefDraft> Asks(BriefReader reader, Morning day) =>
        from ending in LeaveWord.Endings(reader.Db, reader.Person, reader.Now)
        where ending.Change is { } change && change.From == reader.Person && change.Asked(reader.Hours)?.Day == day.Day
        select Ask(reader, ending.Row, ending.Change!);

    static BriefDraft Ask(BriefReader reader, RotationRow row, ShiftChange change)
    {
        var end = ShiftText.End(change.Last.Ends, row.Rotation, reader.Zone, reader.Now);
        var which = reader.Rotations.Count > 1 ? $" as {Mrkdwn.Name(row.Name)}" : "";
        return new(new($":memo: Your hours{which} end {end}, {Mrkdwn.User(change.To)} is next.")
        {
            Said = $"Your hours end {end}",
            WordFor = row.Id,
            Starts = change.At.ToUnixTimeMilliseconds(),
        }, "a word for whoever is next");
    }

    /// <summary>The form, for as long as the word can be written, and what has become of it.</summary>
    public static IEnumerable<Block> Below(IDbConnection db, BriefSection section, string person, DateTimeOffset now)
    {
        var ending = LeaveWord.Endings(db, person, now).Find(e => e.Row.Id == section.WordFor);
        if (ending is null || (ending.Word is null && section.Starts <= now.ToUnixTimeMilliseconds()))
            return [new ContextBlock { Elements = [":white_check_mark: Handed over."] }];
        var button = new ActionsBlock { Elements = [LeaveWord.Button(db, ending)] };
        return ending.Word is null ? [button]
            : [new ContextBlock { Elements = [":memo: Your word waits for the hand-off."] }, button];
    }

    public static bool HasWords(IDbConnection db, Beginning begun) =>
        WordStore.Read(db, begun.Shift.Person, begun.Row.Id, begun.Shift.Starts).Count > 0;

    /// <summary>What the last one says, its beginning; all of it stands behind <em>Handover</em>.</summary>
    public static IEnumerable<BriefDraft> Words(BriefReader reader, Beginning begun)
    {
        var words = WordStore.Read(reader.Db, reader.Person, begun.Row.Id, begun.Shift.Starts);
        if (words is not [var first, ..]) yield break;
        var name = Mrkdwn.Name(Person.NameOf(reader.Db, first.Author));
        var more = words.Count > 1 ? $" … {words.Count - 1} more" : "";
        var line = string.Join(' ', first.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string Quoted(int wide) => $":memo: *{name} says:*{more}\n> {Mrkdwn.Inert(PhoneRows.Cut(line, wide), wide)}";
        yield return new(new(Quoted(WidestWord)) { Said = $"{name} left you a word", WordsOf = begun.Row.Id }, "a word")
        {
            FewWords = Quoted(FewestWords),
        };
    }

    /// <summary>What was red and green again by itself lately, the worst by its name.</summary>
    public static IEnumerable<BriefDraft> Flakes(BriefReader reader, IReadOnlyList<Beginning> begun)
    {
        if (begun.All(b => b.IsReturn)) yield break;
        var flaky = HandoverPack.Flaky(reader);
        if (flaky is not [var worst, ..]) yield break;
        var times = flaky.Sum(f => f.Times);
        var count = Domain.Alerts.Words.Number(times, "flake", "flakes");
        yield return new(new($":repeat: *{count}* in 30 days\n{Line(worst)}"), count)
        {
            FewWords = $":repeat: *{count}* in 30 days",
        };
    }

    public static string Line(FlakyNode flaky) => $"• {Mrkdwn.Inert(PhoneRows.Cut(flaky.Title, WidestTitle), WidestTitle)} · "
        + Domain.Alerts.Words.Number(flaky.Times, "time", "times");
}
