using System.Collections.Concurrent;
using System.Data;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// The messages that call people: in the incident's channel, and directly where that reaches nobody. Whatever else Slack refuses,
/// or does not do within a minute, stands before no call.
/// </summary>
public sealed class SayCalls(
    Database database, SlackApi slack, Posts posts, DirectMessages direct, TimeProvider clock, ILogger<SayCalls> log)
{
    // So long a call waits for its channel, and for its people to be in it.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Since when something stands before the calls of an incident: what lasts already is not waited for anew.
    readonly ConcurrentDictionary<long, DateTimeOffset> held = new();

    /// <summary>A call as it is to be shown.</summary>
    /// <param name="Call">The call.</param>
    /// <param name="Message">What it says now in the channel.</param>
    /// <param name="Direct">What it says to one person.</param>
    /// <param name="IsOver">It calls nobody any more.</param>
    /// <param name="IsReady">Its people are known and in the channel, or cannot be.</param>
    /// <param name="Standing">The slots of its messages that are, or may be, in Slack.</param>
    /// <param name="Outside">Those of its people whom a mention in the channel does not reach.</param>
    sealed record ShownCall(
        CallRow Call, Message Message, Message Direct, bool IsOver, bool IsReady, IReadOnlyList<string> Standing,
        IReadOnlyList<string> Outside)
    {
        public string Slot => SlotOf(Call);

        public bool IsDirect => Call.IsAgain || (Standing.Count > 0 && !Standing.Contains(Slot));
    }

    /// <summary>Makes Slack show the calls as they stand: new ones, and those that somebody has answered.</summary>
    /// <param name="number">The incident.</param>
    /// <param name="channel">Its channel; null where it has none yet, or gets none.</param>
    /// <param name="stop">Ends the calls.</param>
    public async Task Bring(long number, string? channel, CancellationToken stop)
    {
        var (calls, hasNone) = database.Read(db => (
            ToShow(db, number),
            IncidentStore.Find(db, Viewer.Bot, number) is { ChannelTrouble: not null } or { Unaccepted: true }));
        var isHeld = channel is null || calls.Any(c => !c.IsReady && !c.IsOver);
        if (isHeld) held.TryAdd(number, clock.GetUtcNow());
        else if (calls.Count > 0) held.TryRemove(number, out _);
        // Somebody whom Slack refuses, such as an account that is gone, never keeps the others from being called.
        await Steps.All(calls.Select<ShownCall, Func<Task>>(shown => () =>
            shown.IsOver ? Follow(shown, stop)
            : shown.IsDirect ? Directly(shown, stop)
            : channel is null ? hasNone || IsOverdue(shown) ? Directly(shown, stop) : Task.CompletedTask
            : shown.IsReady || IsOverdue(shown) ? InChannel(shown, channel, stop)
            : Task.CompletedTask));
    }

    bool IsOverdue(ShownCall shown)
    {
        var (now, since) = (clock.GetUtcNow(), shown.Call.Time);
        if (held.TryGetValue(shown.Call.Incident, out var before) && before < since) since = before;
        return now - since >= Patience;
    }

    async Task InChannel(ShownCall shown, string channel, CancellationToken stop)
    {
        try
        {
            await posts.Show(shown.Slot, channel, shown.Message, stop, Lost.Left);
        }
        catch (SlackException e) when (!Posts.IsNoPlace(e) || IsOverdue(shown))
        {
            log.LogWarning("{Call} cannot be said in {Channel}: {Reason}", shown.Slot, channel, e.Message);
            await Directly(shown, stop);
            if (Posts.IsNoPlace(e)) throw;
            return;
        }

        await Steps.All(shown.Outside.Select<string, Func<Task>>(person => () => Privately(shown, person, stop)));
        await CallStore.Shown(database, shown.Call);
    }

    async Task Directly(ShownCall shown, CancellationToken stop)
    {
        var people = await PeopleOf(shown.Call, stop);
        var said = 0;
        await Steps.All(people.Select<string, Func<Task>>(person => async () =>
        {
            if (await Privately(shown, person, stop)) said++;
        }));
        if (said > 0) await CallStore.Shown(database, shown.Call, isHeard: true);
        else await CallStore.Unheard(database, shown.Call);
    }

    /// <summary>False where Slack does not let the bot write to them, which is no reason to write to the others again.</summary>
    async Task<bool> Privately(ShownCall shown, string person, CancellationToken stop)
    {
        try
        {
            // Where there is never another message, the call's own slot.
            var slot = shown.Call.IsAgain ? shown.Slot : $"{shown.Slot}:{person}";
            await posts.Show(slot, await direct.With(person, stop), shown.Direct, stop, Lost.Left);
            return true;
        }
        catch (SlackException e)
        {
            log.LogWarning("{Person} cannot be written to: {Reason}", person, e.Message);
            return false;
        }
    }

    async Task<IReadOnlyList<string>> PeopleOf(CallRow call, CancellationToken stop)
    {
        try
        {
            return call.UserGroup is { } group ? await slack.UserGroups.Users.List(group, stop) : call.Persons;
        }
        catch (SlackException)
        {
            // A group that is gone has nobody in it.
            return [];
        }
    }

    /// <summary>What stands says who has answered; what nobody has seen is not sent any more.</summary>
    async Task Follow(ShownCall shown, CancellationToken stop)
    {
        var stands = 0;
        await Steps.All(shown.Standing.Select<string, Func<Task>>(slot => async () =>
        {
            var message = shown.Call.IsAgain || slot != shown.Slot ? shown.Direct : shown.Message;
            if (await Stands(slot, message, stop)) stands++;
        }));
        if (stands > 0) await CallStore.Shown(database, shown.Call);
        else await CallStore.NotMade(database, shown.Call);
    }

    async Task<bool> Stands(string slot, Message message, CancellationToken stop)
    {
        try
        {
            var channel = database.Read(db => Posts.ChannelOf(db, slot))!;
            return await posts.Follow(slot, channel, message, stop, Lost.Left) is not null;
        }
        catch (SlackException e)
        {
            log.LogWarning("{Call} is left as it stands: {Reason}", slot, e.Message);
            return true;
        }
    }

    List<ShownCall> ToShow(IDbConnection db, long number)
    {
        var calls = CallStore.Dirty(db, number).Select(c => (Row: c, Change: CallStore.ChangeOf(db, c))).ToList();
        if (calls.Count == 0) return [];
        var card = IncidentCard.Read(db, number, clock.GetUtcNow())!;
        var named = calls.SelectMany(c =>
            new[] { c.Row.AnsweredBy, c.Row.WaitedFor, c.Change?.Actor, c.Change?.After }
            .Concat(c.Row.Persons));
        card = card with { NameOf = Names.Of(db, [.. People(card), .. named]) };
        var invited = NotInvited.Of(db, number, clock.GetUtcNow());
        var standing = calls.ToDictionary(c => c.Row.Id, c => Standing(db, SlotOf(c.Row)));
        // Of two to the same people that nobody has seen, one is enough.
        bool IsRepeat(CallRow call) => standing[call.Id].Count == 0 && calls.Any(c => c.Row.Id < call.Id && IsSame(c.Row, call)
            && standing[c.Row.Id].Count == 0 && !CallMessages.IsOver(card.Incident, c.Row));
        return
        [
            .. calls.Where(c => CallMessages.IsOver(card.Incident, c.Row) || standing[c.Row.Id].Count > 0
                || !WhoIsCalled.WaitsForHours(db, card.Incident, c.Row, clock.GetUtcNow())).Select(c => new ShownCall(
                c.Row,
                CallMessages.Of(card, c.Row, c.Change, LeadOf(db, c.Row)),
                CallMessages.Of(card, c.Row, c.Change, LeadOf(db, c.Row), isDirect: true),
                CallMessages.IsOver(card.Incident, c.Row) || IsRepeat(c.Row),
                invited.IsReady(c.Row),
                standing[c.Row.Id],
                invited.Missed(c.Row))),
        ];
    }

    // Whoever has not heard the first is not reminded of it: it reaches them directly where it reaches them nowhere else.
    static bool IsSame(CallRow one, CallRow other) =>
        one.Targets.SequenceEqual(other.Targets) && (one.IsAgain == other.IsAgain || other.IsAgain);

    static CallMessages.LeadThen LeadOf(IDbConnection db, CallRow call) => new(
        call.WaitedFor is null || CallStore.WasAsked(db, call, call.WaitedFor),
        call.WaitedFor is { } lead && WhoIsCalled.IsAway(db, lead, call.Time),
        ToldSince.Of(db, call));

    static string SlotOf(CallRow call) => $"{IncidentRow.SubjectOf(call.Incident)}:call:{call.Id}";

    static List<string> Standing(IDbConnection db, string slot) =>
        [.. Posts.MayBeThere(db, slot) ? [slot] : Array.Empty<string>(), .. Posts.Under(db, slot)];

    static IEnumerable<string?> People(IncidentCard card) =>
        [card.Incident.Lead, card.Incident.DeclaredBy, card.Incident.EndedBy, card.Return?.Before];
}
