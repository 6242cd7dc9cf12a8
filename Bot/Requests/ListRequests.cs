using System.Data;
using System.Globalization;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Requests;

/// <summary>
/// <c>/incident requests</c>: what is open, the oldest first. What was asked in private is seen by whoever asked and by the
/// members of its rotation alone.
/// </summary>
public sealed class ListRequests(Database database, SlackApi slack, TimeProvider clock)
{
    const int Most = 15;

    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop) =>
        Task.FromResult<SlashResponse?>(Of(command.UserId));

    /// <summary>The page that a button leads to, in the place of the one before.</summary>
    public async Task Turn(BlockActionRequest press, CancellationToken stop)
    {
        if (press.ResponseUrl is not { Length: > 0 } url) return;
        await slack.Respond(url, Of(press.User.Id, From(press.Action.Value)) with { ReplaceOriginal = true }, stop);
    }

    /// <summary>Which of all is the first of a page, out of the value of a button.</summary>
    public static int From(string? value) => int.TryParse(value, CultureInfo.InvariantCulture, out var from) ? from : 0;

    /// <param name="reader">Whoever reads it.</param>
    /// <param name="from">The first of the page; where so many are not open any more, the last page is shown.</param>
    public SlashResponse Of(string reader, int from = 0) => database.Read(db => Of(db, reader, from));

    SlashResponse Of(IDbConnection db, string reader, int from)
    {
        var (now, zone) = (clock.GetUtcNow(), PersonHours.ZoneOf(db, reader));
        var answersFor = Answers.By(db, reader, now);
        bool May(RequestRow row) => row.Asker == reader || answersFor(row);
        var open = RequestStore.Open(db).FindAll(row => !row.IsPrivate || May(row));
        if (open.Count == 0) return "No request is open.";
        var waiting = open.Count(row => row.AnsweredBy is null);
        var heading = $"*Requests open: {open.Count}*{(waiting == 0 ? ", all answered" : $", {waiting} without an answer")}";
        var first = Math.Clamp(from, 0, (open.Count - 1) / Most * Most);
        List<Block> blocks = [new SectionBlock { Text = heading }];
        foreach (var row in open.Skip(first).Take(Most))
            blocks.Add(new SectionBlock
            {
                Text = RequestMessages.Line(db, row, zone, now),
                Accessory = May(row) ? Done(row, first) : null,
            });
        if (open.Count > Most) blocks.Add(new ActionsBlock { Elements = [.. Pages(first, open.Count)] });
        return new() { Text = heading, Blocks = blocks };
    }

    static IEnumerable<Button> Pages(int first, int count)
    {
        if (first > 0) yield return Page(RequestIds.Older, $"{first} older", first - Most);
        var left = count - first - Most;
        if (left > 0) yield return Page(RequestIds.Younger, $"{left} younger", first + Most);
    }

    static Button Page(string action, string text, int from) =>
        new() { ActionId = action, Text = text, Value = from.ToString(CultureInfo.InvariantCulture) };

    static Button Done(RequestRow row, int first) => new()
    {
        ActionId = RequestIds.Done,
        Text = "Done",
        Value = string.Create(CultureInfo.InvariantCulture, $"{row.Number}:{first}"),
    };
}
