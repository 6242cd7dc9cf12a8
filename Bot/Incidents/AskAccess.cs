using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// Whoever knows the number of a private incident that they do not see can ask its lead to be let in: the lead reads so in
/// private, once an hour at most, and lets them in or says no with one press; a no holds for a day. Where the lead has gone,
/// somebody inside is asked.
/// </summary>
public sealed class AskAccess(Database database, SlackApi slack, Posts posts, DirectMessages direct, BotCommands commands)
{
    // Whoever asks again within that time asks the same.
    static readonly TimeSpan OneAsking = TimeSpan.FromHours(1);

    // Whoever was not let in does not ask again before.
    static readonly TimeSpan NoHolds = TimeSpan.FromDays(1);

    /// <summary>What somebody asked for last, when they were let in last, and when they were told no.</summary>
    sealed record Asking((long Id, long At)? Asked, (long Id, long At)? LetIn, (long Id, long At)? KeptOut)
    {
        public bool IsOpen => Asked is { } asked && !IsAnswered(asked.Id);

        public bool IsKeptOut => Asked is { } asked && KeptOut?.Id > asked.Id && !(LetIn?.Id > KeptOut?.Id);

        public bool IsAnswered(long? asked) => LetIn?.Id > asked || KeptOut?.Id > asked;
    }

    /// <summary>The subject of what one person asks of one incident.</summary>
    public const string Subject = "access";

    /// <summary>What is said of a number to whoever does not see what it is; null where there is nothing to ask for.</summary>
    public static SlashResponse? Offer(IDbConnection db, Viewer viewer, long number)
    {
        if (Closed(db, viewer, number) is not { } incident) return null;
        var text = $"{incident.Label} is private. Its lead can let you in.";
        return new()
        {
            Text = text,
            Blocks = [new SectionBlock { Text = text, Accessory = Press(IncidentIds.AskAccess, "Ask for access", Text(number)) }],
        };
    }

    /// <summary>A private incident that somebody does not see; null where there is none of that number, or they do.</summary>
    internal static IncidentRow? Closed(IDbConnection db, Viewer viewer, long number) =>
        IncidentStore.Find(db, viewer, number) is null
        && IncidentStore.Find(db, Viewer.Bot, number) is { Private: true } incident ? incident : null;

    public async Task<Func<CancellationToken, Task>?> Ask(BlockActionRequest press, CancellationToken stop)
    {
        if (WhichIncident.Number(press.Action.Value) is not { } number) return null;
        var said = await database.Once(press.IdempotencyKey, tx => Ask(tx, number, press.User.Id));
        return said is null || press.ResponseUrl is not { Length: > 0 } url ? Tell.Then(slack, press, said)
            : after => slack.Respond(url, new SlashResponse { Text = said, ReplaceOriginal = true }, after);
    }

    static string? Ask(Tx tx, long number, string by)
    {
        if (Closed(tx.Db, Viewer.Of(by), number) is not { } incident) return $"You see {IncidentRow.LabelOf(number)} by now.";
        if (Reader(tx.Db, incident) is not { } reader) return $"Nobody is left who sees {incident.Label} and can let you in.";
        var latest = Latest(tx.Db, incident, by);
        if (latest is { IsKeptOut: true, KeptOut: var (_, no) } && no > tx.Now - (long)NoHolds.TotalMilliseconds)
            return $"You asked less than a day ago, and were not let into {incident.Label}. Ask again tomorrow.";
        if (latest is not { IsOpen: true, Asked: var (_, at) } || at <= tx.Now - (long)OneAsking.TotalMilliseconds)
            tx.Note(incident.Subject, IncidentFacts.AskedAccess, by);
        tx.Wake($"{Subject}:{number}:{by}");
        tx.WakeHomes();
        var who = reader == incident.Lead ? "The lead of" : "Somebody inside";
        var then = incident.IsOpen ? "are invited to its channel" : "hear of it";
        return $"{who} {incident.Label} is asked. You {then} if they let you in.";
    }

    /// <summary>Who is asked: its lead, or else somebody else inside; null where none of them can act here any more.</summary>
    static string? Reader(IDbConnection db, IncidentRow incident)
    {
        var inside = InviteStore.Inside(db, incident.Number).Except(Outsiders.All(db)).ToHashSet();
        return incident.Lead is { } lead && inside.Contains(lead) ? lead : inside.Order(StringComparer.Ordinal).FirstOrDefault();
    }

    static Asking Latest(IDbConnection db, IncidentRow incident, string person)
    {
        (long, long)? Of(Verb verb, string who) => db.QueryFirstOrDefault<(long, long)?>(
            $"select id, at from history where subject = @Subject and verb = @verb and {who} = @person order by id desc limit 1",
            new { incident.Subject, verb = verb.Word, person });
        return new(
            Of(IncidentFacts.AskedAccess, "actor"), Of(IncidentFacts.LetIn, "after"), Of(IncidentFacts.KeptOut, "after"));
    }

    /// <summary>Who has asked lately to see what somebody leads, and does not yet; who asked first comes first.</summary>
    public static List<(long Incident, string Person)> WhoAsks(IDbConnection db, Viewer viewer, string lead, DateTimeOffset since)
    {
        var led = IncidentStore.Where(db, viewer, "i.private = 1 and i.lead = @lead", new { lead })
            .Where(i => !i.IsForgotten).ToDictionary(i => i.Subject, i => i.Number);
        if (led.Count == 0) return [];
        return
        [
            .. db.Query<(string Subject, string Person)>(
                """
                select a.subject, a.actor from history a
                where a.verb = @asked and a.subject in @subjects and a.at >= @since and not exists (
                    select 1 from history b
                    where b.subject = a.subject and b.verb in (@letIn, @keptOut) and b.after = a.actor and b.id > a.id)
                group by a.subject, a.actor order by min(a.id)
                """,
                new
                {
                    asked = IncidentFacts.AskedAccess.Word,
                    letIn = IncidentFacts.LetIn.Word,
                    keptOut = IncidentFacts.KeptOut.Word,
                    subjects = led.Keys,
                    since = since.ToUnixTimeMilliseconds(),
                })
                .Select(ask => (led[ask.Subject], ask.Person))
                .Where(ask => !InviteStore.Inside(db, ask.Item1).Contains(ask.Person) && !Outsiders.Has(db, ask.Person)),
        ];
    }

    /// <summary>Shows whoever is asked who asks, and what became of it.</summary>
    /// <param name="id">The incident's number and the person.</param>
    /// <param name="stop">Ends the calls.</param>
    public async Task Bring(string id, CancellationToken stop)
    {
        if (id.Split(':') is not [var of, var person]) return;
        var number = long.Parse(of, CultureInfo.InvariantCulture);
        if (database.Read(db => IncidentStore.Find(db, Viewer.Bot, number)) is not { Private: true, IsForgotten: false } incident)
            return;
        var (isIn, isKeptOut) = database.Read(db =>
            (IncidentStore.Find(db, Viewer.Of(person), number) is not null, Latest(db, incident, person).IsKeptOut));
        var message = database.Read(db => isIn ? Saying(db, incident, person, "sees {0} now")
            : isKeptOut ? Saying(db, incident, person, "asked to see {0}, and was not let in") : Question(db, incident, person));
        await (isIn ? IsIn(incident, person, message, stop)
            : isKeptOut ? IsKeptOut(incident, person, message, stop) : Asks(incident, person, message, stop));
    }

    static string Slots(IncidentRow incident, string person) => $"{incident.Subject}:{Subject}:{person}";

    // Each asking has a message of its own, so that whoever is asked again hears of it.
    async Task Asks(IncidentRow incident, string person, Message message, CancellationToken stop)
    {
        var slots = Slots(incident, person);
        var (asking, reader, standing) = database.Read(db =>
            (Latest(db, incident, person), Reader(db, incident), Posts.Under(db, slots)));
        if (asking is not { IsOpen: true, Asked: var (nth, _) } || reader is null) return;
        var slot = string.Create(CultureInfo.InvariantCulture, $"{slots}:{nth}:{reader}");
        bool IsAnswered(string old) => asking.IsAnswered(WhichIncident.Number(old[(slots.Length + 1)..].Split(':')[0]));
        await Steps.All(
        [
            async () => await posts.Show(slot, await direct.With(reader, stop), message, stop, Lost.Left),
            // What was asked before of this, or of somebody else, says no more than this.
            .. standing.Where(old => old != slot && !IsAnswered(old)).Select<string, Func<Task>>(old => () =>
                posts.Remove(old, stop)),
        ]);
    }

    async Task IsIn(IncidentRow incident, string person, Message message, CancellationToken stop)
    {
        var asking = await Answered(incident, person, message, stop);
        // Nobody is invited into the channel of what is over.
        if (incident.IsOpen || asking is not { IsOpen: false, LetIn: var (nth, at) } || at < incident.ResolvedAt) return;
        await posts.Show(
            $"{incident.Subject}:let_in:{person}:{Text(nth)}", await direct.With(person, stop),
            Saying($"You see {Name(incident)} now: `{commands.Incident} {Text(incident.Number)}`"), stop, Lost.Left);
    }

    // They read its number alone, which they know.
    async Task IsKeptOut(IncidentRow incident, string person, Message message, CancellationToken stop)
    {
        if (await Answered(incident, person, message, stop) is not { KeptOut: var (nth, _) }) return;
        await posts.Show(
            $"{incident.Subject}:kept_out:{person}:{Text(nth)}", await direct.With(person, stop),
            Saying($"You were not let into {incident.Label}. If you need to know, talk to whoever told you of it."),
            stop, Lost.Left);
    }

    /// <summary>All that were asked read what became of it.</summary>
    async Task<Asking> Answered(IncidentRow incident, string person, Message message, CancellationToken stop)
    {
        var slots = Slots(incident, person);
        var (asking, standing) = database.Read(db => (
            Latest(db, incident, person),
            // One slot served all askings once.
            Posts.Under(db, slots).Append(slots).Select(slot => (Slot: slot, Channel: Posts.ChannelOf(db, slot))).ToList()));
        await Steps.All(standing.Where(s => s.Channel is not null).Select<(string Slot, string? Channel), Func<Task>>(s => () =>
            posts.Follow(s.Slot, s.Channel!, message, stop, Lost.Left)));
        return asking;
    }

    static string Name(IncidentRow incident) =>
        $"*{incident.Label}* {Mrkdwn.Inert(IncidentMessages.OneLine(Titles.Of(incident)), 150)}";

    static Message Question(IDbConnection db, IncidentRow incident, string person)
    {
        var value = $"{Text(incident.Number)}:{person}";
        var asks = Saying(db, incident, person, "asks to see {0}");
        return asks with
        {
            Blocks =
            [
                .. asks.Blocks ?? [],
                new ActionsBlock
                {
                    BlockId = "access",
                    Elements = [Press(IncidentIds.LetIn, "Let them in", value), Press(IncidentIds.KeepOut, "No", value)],
                },
            ],
        };
    }

    static Message Saying(IDbConnection db, IncidentRow incident, string person, string what) => Saying(
        $"*{Mrkdwn.Name(Person.NameOf(db, person))}* {what.Replace("{0}", Name(incident), StringComparison.Ordinal)}.");

    static Message Saying(string text)
    {
        var locked = $":lock: {text}";
        return new() { Text = locked, Blocks = [new SectionBlock { Text = locked }], UnfurlLinks = false };
    }

    public Task<Func<CancellationToken, Task>?> LetIn(BlockActionRequest press, CancellationToken stop) => Answer(press, LetIn);

    public Task<Func<CancellationToken, Task>?> KeepOut(BlockActionRequest press, CancellationToken stop) =>
        Answer(press, KeepOut);

    async Task<Func<CancellationToken, Task>?> Answer(
        BlockActionRequest press, Func<Tx, IncidentRow, string, string, string?> answer)
    {
        if ((press.Action.Value ?? "").Split(':') is not [var of, var person] || WhichIncident.Number(of) is not { } number)
            return null;
        return Tell.Then(slack, press, await database.Once(press.IdempotencyKey, tx =>
        {
            var incident = IncidentStore.Seen(tx.Db, Viewer.Of(press.User.Id), number);
            tx.Wake($"{Subject}:{number}:{person}");
            // Somebody else may have let them in.
            return Closed(tx.Db, Viewer.Of(person), number) is null ? null : answer(tx, incident, person, press.User.Id);
        }));
    }

    static string? LetIn(Tx tx, IncidentRow incident, string person, string by)
    {
        if (Outsiders.Has(tx.Db, person))
            return $"{Mrkdwn.Name(Person.NameOf(tx.Db, person))} cannot use Data Responder any more.";
        InviteStore.Invite(tx, incident.Number, person, "was let in", tx.Now, again: true);
        tx.Note(incident.Subject, IncidentFacts.LetIn, by, after: person);
        tx.WakeHomes();
        return null;
    }

    static string? KeepOut(Tx tx, IncidentRow incident, string person, string by)
    {
        if (!Latest(tx.Db, incident, person).IsOpen) return null;
        tx.Note(incident.Subject, IncidentFacts.KeptOut, by, after: person);
        tx.WakeHomes();
        return null;
    }

    static Button Press(string action, string text, string value) => new() { ActionId = action, Text = text, Value = value };

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
