using System.Globalization;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary>Makes the messages about requests and covers match their rows.</summary>
public sealed class CoverPosts(Database database, Posts posts, DirectMessages direct, RotationChannel channel, TimeProvider clock)
{
    /// <summary>Brings the messages of one request.</summary>
    public async Task BringRequest(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (database.Read(db => CoverRequestCard.Read(db, number, clock.GetUtcNow())) is not { } card) return;
        var (request, slot) = (card.Request, $"cover_request:{id}");
        await Steps.All([
            .. card.Asked.Select(a => Step($"{slot}:ask:{a.Person}", a.Person, CoverMessages.Ask(card, a.Person), request.IsOpen, stop)),
            .. card.Asked.Select(a => Step($"{slot}:remind:{a.Person}", a.Person, CoverMessages.Ask(card, a.Person), request is { IsOpen: true, Reminded: true } && !a.Declined, stop)),
            Step($"{slot}:away", request.Away, CoverMessages.ForAway(card), request.IsOpen && (request.MadeBy != request.Away || request.Cause is not null), stop),
            Step($"{slot}:outcome", request.MadeBy, CoverMessages.Result(card), IsNews(card), stop),
            () => ShowInChannel(slot, card, stop),
        ]);
    }

    // Whoever covers has pressed, and the absent person hears of the cover itself.
    static bool IsNews(CoverRequestCard card) => card.Request switch
    {
        { Cause: not null } => false,
        { State: CoverRequestRow.Ended or CoverRequestRow.Moot } => true,
        { State: CoverRequestRow.Taken } request => request.MadeBy != request.Away && request.MadeBy != request.ClosedBy,
        _ => false,
    };

    /// <summary>Brings the messages of one cover.</summary>
    public async Task BringCover(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        var (cover, rotation) = database.Read(db => CoverStore.Find(db, number) is { } row
            ? (row, RotationStore.FindEver(db, row.Rotation)) : (null, null));
        if (cover is null || rotation is not { Name: var name }) return;
        var told = database.Read(db => ToldHours.Read(db, rotation.Rotation, [cover.Away, cover.Covering], clock.GetUtcNow()));
        var (slot, isOn, from) = ($"cover:{id}", cover.CancelledBy is null, DateTimeOffset.FromUnixTimeMilliseconds(cover.Ends));
        var gone = database.Read(RotationStore.Unavailable);
        string[] both = [cover.Away, cover.Covering];
        await Steps.All([
            Step($"{slot}:made", cover.Away, CoverMessages.Covered(cover, name, told), isOn && cover.MadeBy != cover.Away, stop),
            Step($"{slot}:given", cover.Covering, CoverMessages.Given(cover, name, gone.Contains(cover.Away), told), isOn && cover.MadeBy != cover.Covering, stop),
            .. both.Where(p => !isOn && p != cover.CancelledBy)
                .Select(p => Step($"{slot}:cancelled:{p}", p, CoverMessages.Cancelled(cover, name, p, from, told), true, stop)),
            .. both.Where(_ => isOn && cover.Unfit).Select(p => Step($"{slot}:unfit:{p}", p, CoverMessages.Unfit(cover, name, p, told), true, stop)),
        ]);
    }

    // Once posted a message follows what is true; it is posted only while it is news.
    Func<Task> Step(string slot, string person, Message message, bool isNews, CancellationToken stop) => async () =>
    {
        // Slack lets nobody write to whoever has left.
        var (posted, left) = database.Read(db => (Posts.TsOf(db, slot), RotationStore.Unavailable(db).Contains(person)));
        if (left || (!isNews && posted is null)) return;
        await posts.Show(slot, await direct.With(person, stop), message, stop);
    };

    // In a channel of its own the rotation sees the request from the first; that nobody answers is then said under it.
    async Task ShowInChannel(string slot, CoverRequestCard card, CancellationToken stop)
    {
        var (request, inChannel, unanswered) = (card.Request, $"{slot}:channel", $"{slot}:unanswered");
        var (thread, called) = database.Read(db => (Posts.TsOf(db, inChannel), Posts.TsOf(db, unanswered)));
        if (thread is not null || (request.IsOpen && called is null && card.Rotation.Channel is not null))
            thread = await posts.Show(inChannel, await channel.Id(card.Rotation, stop), CoverMessages.InChannel(card), stop);
        if (called is null && request is not { IsOpen: true, Escalated: true }) return;
        if (thread is null) await posts.Show(unanswered, await channel.Id(card.Rotation, stop), CoverMessages.Unanswered(card), stop);
        else await posts.Show(unanswered, database.Read(db => Posts.ChannelOf(db, inChannel))!, CoverMessages.Called(card) with { ThreadTs = thread }, stop);
    }
}
