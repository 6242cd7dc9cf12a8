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
public sealed class ListRequests(Database database, TimeProvider clock)
{
    const int Most = 15;

    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop) =>
        Task.FromResult<SlashResponse?>(Of(command.UserId));

    public SlashResponse Of(string reader) => database.Read(db => Of(db, reader));

    SlashResponse Of(IDbConnection db, string reader)
    {
        var (now, zone) = (clock.GetUtcNow(), PersonHours.ZoneOf(db, reader));
        bool May(RequestRow row) => row.Asker == reader || Answers.For(db, row, reader, now);
        var open = RequestStore.Open(db).FindAll(row => !row.IsPrivate || May(row));
        if (open.Count == 0) return "No request is open.";
        var waiting = open.Count(row => row.AnsweredBy is null);
        var heading = $"*Requests open: {open.Count}*{(waiting == 0 ? ", all answered" : $", {waiting} without an answer")}";
        List<Block> blocks = [new SectionBlock { Text = heading }];
        foreach (var row in open.Take(Most))
            blocks.Add(new SectionBlock
            {
                Text = RequestMessages.Line(db, row, zone, now),
                Accessory = May(row) ? Done(row) : null,
            });
        if (open.Count > Most) blocks.Add(new ContextBlock { Elements = [$"… {open.Count - Most} younger ones"] });
        return new() { Text = heading, Blocks = blocks };
    }

    static Button Done(RequestRow row) => new()
    {
        ActionId = RequestIds.Done,
        Text = "Done",
        Value = row.Number.ToString(CultureInfo.InvariantCulture),
    };
}
