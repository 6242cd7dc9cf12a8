using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Requests;
using Bot.Hosting;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Requests;

/// <summary>
/// What ends a request: ✅ under its message by whoever asked or answers for it, the button of the list, or silence once it was
/// answered. Who takes their ✅ away opens it again.
/// </summary>
public sealed class CloseRequest(Database database, SlackApi slack, ListRequests list, ILogger<CloseRequest> log)
{
    /// <summary>Done, as an emoji's name.</summary>
    public const string Tick = "white_check_mark";

    // Two whole days are between them at least.
    static readonly TimeSpan Soonest = TimeSpan.FromDays(RequestRules.SilentDays);

    readonly OneByOne oneByOne = new(log);

    public Task Ticked(EventCallback reaction, CancellationToken stop) =>
        OnTick(reaction, (tx, row, by) => Close(tx, row, by));

    public Task Unticked(EventCallback reaction, CancellationToken stop) => OnTick(reaction, (tx, row, by) =>
        RequestStore.Change(tx, row, RequestRules.Unticked(row.Request, by, tx.Time), by, RequestFacts.NotClosed));

    async Task OnTick(EventCallback reaction, Action<Tx, RequestRow, string> act)
    {
        if (reaction["reaction"] != Tick || reaction["user"] is not { } by
            || ReactedMessage.Of(reaction) is not var (channel, ts)) return;
        if (database.Read(db => RequestStore.OfMessage(db, channel, ts)) is null) return;
        await database.Once(reaction.IdempotencyKey, tx =>
        {
            if (RequestStore.OfMessage(tx.Db, channel, ts) is { } row) act(tx, row, by);
            return null;
        });
    }

    /// <returns>Whether it is done now.</returns>
    static bool Close(Tx tx, RequestRow row, string by)
    {
        var after = RequestRules.Ticked(row.Request, by, Answers.For(tx.Db, row, by, tx.Time));
        RequestStore.Change(tx, row, after, by);
        return !after.IsOpen;
    }

    /// <summary>"Done" in the list, which is shown anew.</summary>
    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        // In a list the first of its page stands behind it.
        var value = (press.Action.Value ?? "").Split(':');
        if (!long.TryParse(value[0], CultureInfo.InvariantCulture, out var number)) return null;
        var said = await database.Once(press.IdempotencyKey, tx =>
            RequestStore.Find(tx.Db, number) is not { } row || Close(tx, row, press.User.Id)
                ? null
                : "Whoever asked and the members of its rotation say when a request is done.");
        if (said is not null || press.ResponseUrl is not { Length: > 0 } url) return Tell.Then(slack, press, said);
        var page = ListRequests.From(value.ElementAtOrDefault(1));
        return ended => slack.Respond(url, list.Of(press.User.Id, page) with { ReplaceOriginal = true }, ended);
    }

    /// <summary>Closes what was answered and has been silent since, and what nobody waits for any more.</summary>
    public Task Look(DateTimeOffset now, CancellationToken stop) => oneByOne.Do(
        database.Read(db => (RequestRow[])
            [.. RequestStore.SilentSince(db, now - Soonest), .. RequestStore.Unawaited(db)]).DistinctBy(row => row.Number),
        (row => database.Change(tx => Close(tx, row.Number)), row => $"The end of request {row.Number}"), now, stop);

    static void Close(Tx tx, long number)
    {
        if (RequestStore.Unawaited(tx.Db).Find(row => row.Number == number) is { } row)
            RequestStore.Change(
                tx, row, RequestRules.Moot(row.Request), "bot",
                why: $"whoever asked {Outsiders.Said(Outsiders.Of(tx.Db, row.Asker))}");
        else CloseSilent(tx, number);
    }

    static void CloseSilent(Tx tx, long number)
    {
        if (RequestStore.Find(tx.Db, number) is not { } row) return;
        var hours = RotationStore.Answering(RotationStore.All(tx.Db, tx.Time), row.Rotation)?.Rotation.Hours;
        if (hours is not null)
            RequestStore.Change(tx, row, RequestRules.Passed(row.Request, (hours.Days, hours.Zone), tx.Time), "bot");
    }
}
