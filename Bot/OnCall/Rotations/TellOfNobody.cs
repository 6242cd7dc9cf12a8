using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Rotations;

/// <summary>
/// Tells those who can choose members that nobody is on call: on the working day before such hours begin, in their own hours, and
/// as they begin. Whoever had no word before is told at once, also at night: until then nobody hears of what is Critical.
/// </summary>
public sealed class TellOfNobody(Database database, Posts posts, DirectMessages direct, TimeProvider clock)
{
    const int MostNamed = 3;

    /// <summary>One person's message about hours that begin, or were noticed, at an instant.</summary>
    sealed record Telling(string Slot, string Person, DateTimeOffset At, bool IsAhead, bool IsNews);

    static string Noticed(RotationRow row) => $"{OnCallSubjects.UnservedOf(row.Id)}:now";

    static string Ahead(RotationRow row) => $"{OnCallSubjects.UnservedOf(row.Id)}:ahead";

    /// <summary>Brings what is told of one rotation.</summary>
    public async Task Bring(string rotation, CancellationToken stop)
    {
        if (database.Read(db => RotationStore.FindEver(db, rotation)) is not { } row) return;
        await database.Change(tx => Unserved.Notice(tx, row));
        var tellings = database.Read(db => Tellings(db, row).Select(t => (t, Says(db, row, t))).ToList());
        await Steps.All(tellings.Select<(Telling, Message), Func<Task>>(told => () => Tell(row, told.Item1, told.Item2, stop)));
    }

    async Task Tell(RotationRow row, Telling telling, Message message, CancellationToken stop)
    {
        var place = await direct.With(telling.Person, stop);
        if (telling.IsNews) await posts.Show(telling.Slot, place, message, stop);
        else await posts.Follow(telling.Slot, place, message, stop);
        // The news says all that the word before it did.
        if (telling is { IsNews: true, IsAhead: false })
            foreach (var word in database.Read(db => Words(db, row, telling.Person))) await posts.Remove(word, stop);
    }

    /// <summary>Hours come near in which nobody is on call, or somebody who could not be told yet has come to work.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var due = database.Read(db => RotationStore.All(db, now)
            .Where(row => Tellings(db, row).Any(t => t.IsNews && !Posts.MayBeThere(db, t.Slot))).ToList());
        if (due.Count > 0) await database.Change(tx => due.ForEach(row => tx.Wake(OnCallSubjects.UnservedOf(row.Id))));
    }

    IEnumerable<Telling> Tellings(IDbConnection db, RotationRow row)
    {
        var (now, rotations) = (clock.GetUtcNow(), RotationStore.All(db, clock.GetUtcNow()));
        var gap = row.EndedAt is null ? Unserved.Next(db, row, now) : null;
        bool IsAtWork(string person) => PersonHours.Own(db, person, rotations).Contains(now);
        List<Telling> told = [];
        if (Unserved.Noticed(db, row) is var (since, _))
            told.AddRange(Of(db, row, (Noticed(row), since), p =>
                gap?.From <= now && (IsAtWork(p) || Words(db, row, p).Count == 0)));
        // The latest that was told of before, until the next.
        var from = gap?.From > now ? gap.From : Posts.Under(db, Ahead(row)).Select(At).DefaultIfEmpty().Max();
        told.AddRange(Of(db, row, (Ahead(row), from), p => gap?.From > now && IsNear(row, from, now) && IsAtWork(p)));
        return told;
    }

    // Whoever was told is told on, whoever owns it by now.
    static IEnumerable<Telling> Of(
        IDbConnection db, RotationRow row, (string Slot, DateTimeOffset At) what, Func<string, bool> isNews)
    {
        var slot = string.Create(CultureInfo.InvariantCulture, $"{what.Slot}:{what.At.ToUnixTimeMilliseconds()}");
        var (heirs, gone) = (RotationAccess.Heirs(db, row), Outsiders.All(db));
        return heirs.Concat(Posts.Under(db, slot).Select(PersonOf)).Distinct().Where(p => !gone.Contains(p))
            .Select(p => new Telling($"{slot}:{p}", p, what.At, what.Slot == Ahead(row), heirs.Contains(p) && isNews(p)));
    }

    /// <summary>What somebody was told before such hours began.</summary>
    static List<string> Words(IDbConnection db, RotationRow row, string person) =>
        Posts.Under(db, Ahead(row)).FindAll(slot => PersonOf(slot) == person);

    static string PersonOf(string slot) => slot[(slot.LastIndexOf(':') + 1)..];

    static DateTimeOffset At(string slot) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(slot.Split(':')[^2], CultureInfo.InvariantCulture));

    static bool IsNear(RotationRow row, DateTimeOffset from, DateTimeOffset now) =>
        CoverTimes.WorkingDaysBefore(1, from, row.Rotation.Hours) <= now;

    Message Says(IDbConnection db, RotationRow row, Telling telling)
    {
        var now = clock.GetUtcNow();
        var (name, next) = (Mrkdwn.Name(row.Name), row.EndedAt is null ? Unserved.Next(db, row, now) : null);
        // What is over stays said; other hours that come are told of in their time.
        var gap = next?.From <= now || telling.IsAhead && next?.From == telling.At ? next : null;
        var text = gap switch
        {
            _ when row.EndedAt is not null => $"*{name}* was deleted.",
            null => $":white_check_mark: *{name}*: {Again(db, row, telling)}",
            { From: var from } when from > now => $":warning: *{name}* has nobody on call from {When.At(from)} on.{Why(db, row)}",
            { Until: { } until } => $":warning: *{name}* has nobody on call until {When.At(until)}.{Why(db, row)}",
            _ => $":warning: *{name}* has nobody on call.{Why(db, row)}",
        };
        var choose = new Button
        {
            ActionId = RotationIds.EditButton,
            Text = "Choose members",
            Value = row.Id,
            Style = ButtonStyle.Primary,
        };
        return new()
        {
            Text = Mrkdwn.Escape(gap is null ? $"{row.Name}: somebody is on call" : $"{row.Name} has nobody on call"),
            Blocks = [new SectionBlock { Text = text }, .. gap is null ? [] : new[] { new ActionsBlock { Elements = [choose] } }],
        };
    }

    // Who it was then: the message does not change with every hand-off that comes.
    static string Again(IDbConnection db, RotationRow row, Telling telling)
    {
        var at = telling.IsAhead ? telling.At : Unserved.Noticed(db, row) is (_, { } over) ? over : telling.At;
        var who = OnCallAnswers.At(db, row.Id, at) is { Answer.Person: { } person } ? $"{Mrkdwn.User(person)} is" : "somebody is";
        return telling.IsAhead ? $"{who} on call from {When.At(at)}." : $"{who} on call since {When.At(at)}.";
    }

    static string Why(IDbConnection db, RotationRow row)
    {
        var gone = row.Rotation.Members.Where(m => Outsiders.Has(db, m)).ToList();
        if (gone.Count is 0 or > MostNamed) return "";
        var each = gone.Select(m => $"{Mrkdwn.Name(Person.NameOf(db, m))} {Outsiders.Said(Outsiders.Of(db, m))}");
        return $" {string.Join(", ", each)}.";
    }
}
