using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Covers;

/// <summary>
/// Makes the messages about requests and covers match their rows. Once posted a message follows what is true; it is posted only
/// while it is news, and only when it may reach its reader: at once for hours within a day, else when the reader's own hours
/// are open.
/// </summary>
public sealed class CoverPosts(
    Database database, SlackApi slack, Posts posts, DirectMessages direct, RotationChannel channel, TimeProvider clock)
{
    DateTimeOffset Now => clock.GetUtcNow();

    static string RemindSlot(long request, string person) => $"{CoverRequestRow.SubjectOf(request)}:remind:{person}";

    /// <summary>Brings the messages of one request.</summary>
    public async Task BringRequest(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (database.Read(db => CoverRequestCard.Read(db, number, Now)) is not { } card) return;
        var request = card.Request;
        List<Telling> tellings =
        [
            .. card.Asked.Select(
                a => Question(CoverRequestRow.AskSlot(number, a.Person), card, a.Person, isNews: request.IsOpen)),
            .. card.Asked.Select(a => Question(
                RemindSlot(number, a.Person), card, a.Person,
                isNews: request is { IsOpen: true, Reminded: true } && !a.Declined && HasHadIt(number, a.Person))),
            new($"{request.Subject}:away", request.Away, RequestMessages.ForAway(card),
                request.IsOpen && (request.MadeBy != request.Away || request.Cause is not null)),
            new($"{request.Subject}:outcome", request.MadeBy, RequestMessages.Result(card), IsNews(card)),
        ];
        var due = Due(tellings, request.Hours);
        var (mentioned, calls) = Calling(card);
        var ends = card is { InForce: true, IsOver: false, Cover.Hours: var taken }
            ? [taken.Ends] : Array.Empty<DateTimeOffset>();
        await Wait(request.Subject, [.. due.Later, .. ends, .. calls is { } later ? [later] : Array.Empty<DateTimeOffset>()]);
        await Steps.All([.. due.Now.Select(t => Step(t, stop)), () => ShowInChannel(card, mentioned, calls is null, stop)]);
    }

    // Whose hours opened later has read the question itself just now.
    bool HasHadIt(long request, string person) => database.Read(db =>
        CoverRequestStore.HadBefore(db, request, person, Now - CoverTimes.Patience));

    static Telling Question(string slot, CoverRequestCard card, string person, bool isNews) =>
        new(slot, person, RequestMessages.Ask(card, person), isNews);

    // Whoever covers has pressed, and the absent person hears of the cover itself.
    static bool IsNews(CoverRequestCard card) => card.Request switch
    {
        { Cause: not null } => false,
        { State: CoverRequestRow.Ended or CoverRequestRow.Moot } => true,
        { State: CoverRequestRow.Taken } request =>
            card.InForce && request.MadeBy != request.Away && request.MadeBy != request.ClosedBy,
        _ => false,
    };

    /// <summary>Brings the messages of one cover.</summary>
    public async Task BringCover(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (database.Read(db => CoverCard.Read(db, number, Now)) is not { } card) return;
        var (cover, isNews) = (card.Cover, card.IsOn && card.Cover.Hours.Ends > Now);
        var (made, given) = ($"{cover.Subject}:made", $"{cover.Subject}:given");
        string[] both = [cover.Away, cover.Covering];
        List<Telling> tellings =
        [
            new(made, cover.Away, CoverMessages.Covered(card), isNews && cover.MadeBy != cover.Away),
            new(given, cover.Covering, CoverMessages.Given(card), isNews && cover.MadeBy != cover.Covering),
            .. both.Where(_ => isNews && cover.Unfit)
                .Select(p => new Telling($"{cover.Subject}:unfit:{p}", p, CoverMessages.Unfit(card, p), true)),
        ];
        var hears = cover.CancelledBy is not { } by || cover.Hours.Ends <= Now
            ? []
            : both.Where(p => p != by && database.Read(db => Knows(db, cover, p)));
        var cancelled = hears
            .Select(p => new Telling($"{cover.Subject}:cancelled:{p}", p, CoverMessages.Cancelled(card, p), true)).ToList();
        var due = Due([.. tellings, .. cancelled], cover.Hours);
        // Then its messages have nothing to press any more.
        await Wait(cover.Subject, [.. due.Later, .. isNews ? [cover.Hours.Ends] : Array.Empty<DateTimeOffset>()]);
        await Steps.All(due.Now.Select(t => cancelled.Contains(t) ? Instead(t, cover, stop) : Step(t, stop)));
    }

    /// <summary>Whether one of its people knows of a cover; who does not need not hear that it was cancelled.</summary>
    public static bool Knows(IDbConnection db, CoverRow cover, string person) =>
        cover.MadeBy == person || Posts.MayBeThere(db, $"{cover.Subject}:{(person == cover.Away ? "made" : "given")}");

    // The news says all, so what its reader had before goes.
    Func<Task> Instead(Telling news, CoverRow cover, CancellationToken stop) => async () =>
    {
        await Step(news, stop)();
        var first = news.Person == cover.Away ? "made" : "given";
        List<string> before = [$"{cover.Subject}:{first}", $"{cover.Subject}:unfit:{news.Person}"];
        if (news.Person == cover.Covering && cover.Request is { } request)
            before.AddRange([CoverRequestRow.AskSlot(request, news.Person), RemindSlot(request, news.Person)]);
        foreach (var slot in before) await posts.Remove(slot, stop);
    };

    // What is to be posted or edited now, and when what has to wait may reach its reader.
    (List<Telling> Now, List<DateTimeOffset> Later) Due(IEnumerable<Telling> tellings, Stretch hours) => database.Read(db =>
    {
        var (now, gone) = (Now, Outsiders.All(db));
        List<Telling> due = [];
        List<DateTimeOffset> later = [];
        // Slack lets nobody write to whoever has left.
        foreach (var telling in tellings.Where(t => !gone.Contains(t.Person)))
        {
            if (Posts.TsOf(db, telling.Slot) is not null || (!telling.IsNews && Posts.MayBeThere(db, telling.Slot)))
                due.Add(telling);
            else if (telling.IsNews && CoverReach.At(db, telling.Person, hours, now) is var at)
                if (at <= now) due.Add(telling);
                else later.Add(at);
        }

        return (due, later);
    });

    async Task Wait(string subject, IReadOnlyCollection<DateTimeOffset> later)
    {
        if (later.Count > 0 || database.Read(db => CoverWaits.Has(db, subject)))
            await database.Change(tx => CoverWaits.Set(tx, subject, later.Count > 0 ? later.Min() : null));
    }

    Func<Task> Step(Telling telling, CancellationToken stop) => async () =>
        await Show(telling.Slot, await direct.With(telling.Person, stop), telling.Message, telling.IsNews, stop);

    async Task<string?> Show(string slot, string place, Message message, bool isNews, CancellationToken stop) =>
        isNews ? await posts.Show(slot, place, message, stop) : await posts.Follow(slot, place, message, stop);

    // Whom the message about an unanswered request calls: those whose hours are open, when it is posted. An edit calls nobody.
    (IReadOnlyCollection<string> Mentioned, DateTimeOffset? CallsAt) Calling(CoverRequestCard card)
    {
        var (now, request) = (Now, card.Request);
        if (!request.IsOpen || !request.Escalated || database.Read(db => Posts.TsOf(db, UnansweredSlot(card))) is not null)
            return (card.Called, null);
        var times = database.Read(db => card.Called.ToDictionary(p => p, p => CoverReach.At(db, p, request.Hours, now)));
        List<string> open = [.. times.Where(t => t.Value <= now).Select(t => t.Key)];
        return (open, times.Count > 0 && open.Count == 0 ? times.Values.Min() : null);
    }

    static string UnansweredSlot(CoverRequestCard card) => $"{card.Request.Subject}:unanswered";

    // In a channel of its own the rotation sees the request from the first; that nobody answers is then said under it.
    async Task ShowInChannel(CoverRequestCard card, IReadOnlyCollection<string> mentioned, bool mayCall, CancellationToken stop)
    {
        var (request, inChannel, unanswered) = (card.Request, $"{card.Request.Subject}:channel", UnansweredSlot(card));
        var (isShown, isCalled) = database.Read(db => (Posts.MayBeThere(db, inChannel), Posts.MayBeThere(db, unanswered)));
        var isNews = request.IsOpen && !isCalled && card.Rotation.Channel is not null;
        var thread = isShown || isNews
            ? await Show(inChannel, await channel.Id(card.Rotation, stop), RequestMessages.InChannel(card), isNews, stop)
            : null;
        var mayBeCalled = request is { IsOpen: true, Escalated: true } && mayCall;
        if (!isCalled && !mayBeCalled) return;
        var message = thread is null
            ? RequestMessages.Unanswered(card, mentioned)
            : RequestMessages.Called(card, mentioned) with { ThreadTs = thread };
        var where = thread is null ? await channel.Id(card.Rotation, stop) : database.Read(db => Posts.ChannelOf(db, inChannel))!;
        // Those whom the mention does not reach first: once it stands nobody is looked for any more.
        await Steps.All((isCalled ? database.Read(db => Posts.Under(db, unanswered).Select(s => s[(s.LastIndexOf(':') + 1)..]))
            : await Outside(where, mentioned, stop)).Select<string, Func<Task>>(person => async () => await Show(
                $"{unanswered}:{person}", await direct.With(person, stop), RequestMessages.Unanswered(card, []), !isCalled,
                stop)));
        await Show(unanswered, where, message, mayBeCalled, stop);
    }

    // A mention reaches only who is in the channel; the others read it in person.
    async Task<IEnumerable<string>> Outside(string channel, IReadOnlyCollection<string> mentioned, CancellationToken stop)
    {
        if (mentioned.Count == 0) return [];
        try
        {
            return mentioned.Except(await slack.Conversations.Members(channel, stop));
        }
        catch (SlackException)
        {
            // Better read twice than not at all.
            return mentioned;
        }
    }

    sealed record Telling(string Slot, string Person, Message Message, bool IsNews);
}
