using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Groups;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Keep;

/// <summary>Hand-offs as they come due, and the line that tells the rotation's channel.</summary>
public sealed class HandOffs(Database database, Posts posts, RotationChannel channel, TimeProvider clock)
{
    /// <summary>
    /// Looks for rotations whose answer may have changed; one that was missed while the bot was down is caught up once.
    /// </summary>
    public async Task CatchUp(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var id in database.Read(db => RotationStore.Due(db, now)))
            await database.Change(tx =>
            {
                if (RotationStore.Find(tx.Db, id, tx.Time) is { } row && row.ChangesAt <= tx.Now) KeepShifts.CatchUp(tx, row);
            });
    }

    /// <summary>Lays out anew without, or again with, somebody who cannot act here any more, or can again.</summary>
    public static void MemberChanged(Tx tx, string person)
    {
        var isGone = Outsiders.All(tx.Db).Contains(person);
        if (isGone) KeepCovers.Left(tx, person);
        tx.Wake($"left:{person}");
        foreach (var row in RotationStore.All(tx.Db, tx.Time))
        {
            if (row.Rotation.Members.Contains(person))
            {
                tx.Note(
                    row.Subject, RotationFacts.MemberChanged, "slack", after: person,
                    why: $"who {Outsiders.Said(Outsiders.Of(tx.Db, person))}");
                KeepShifts.Replan(tx, row);
            }

            if (!isGone) KeepCovers.Returned(tx, row, person);
            // Who is on call at this moment is replaced at this moment.
            KeepAbsences.Look(tx, row);
        }
    }

    /// <summary>Hours that are somebody's own open and close elsewhere once they have moved to another zone.</summary>
    public static void MemberMoved(Tx tx)
    {
        foreach (var row in RotationStore.All(tx.Db, tx.Time).Where(r => r.OwnZones)) KeepShifts.CatchUp(tx, row);
        CoverWaits.LookNow(tx);
    }

    /// <summary>Makes the line of one hand-off show what is true of it, and what was once it is over.</summary>
    public async Task Show(string id, CancellationToken stop)
    {
        var (rotation, starts) = (
            id[..id.LastIndexOf(':')], long.Parse(id[(id.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture));
        var slot = $"{OnCallSubjects.HandOffs}:{id}";
        var (row, line) = database.Read(db => RotationStore.FindEver(db, rotation) is { } found
            ? (found, Line(db, found, DateTimeOffset.FromUnixTimeMilliseconds(starts), slot))
            : (null, null));
        // Of a rotation that was restored nothing is said that may have become another since.
        if (row is null || line is not { } known || database.Read(db => Unconfirmed.Waits(db, row.Id))) return;
        if (known.IsPast) await posts.Follow(slot, await channel.Id(row, stop), known.Says, stop);
        else await posts.Show(slot, await channel.Id(row, stop), known.Says, stop);
    }

    (Message Says, bool IsPast)? Line(IDbConnection db, RotationRow row, DateTimeOffset starts, string slot)
    {
        var now = clock.GetUtcNow();
        if (ShiftStore.Around(db, row.Id, starts).FirstOrDefault(s => s.Starts == starts) is not { } shift) return null;
        if (shift.Ends <= now) return Posts.MayBeThere(db, slot) ? (Past(db, row, shift), true) : null;
        var isSaid = Posts.TsOf(db, slot) is not null;
        // What was said of somebody who cannot be on call any more is said no longer.
        var line = Running(db, row, shift, now, isSaid) ?? (isSaid ? Nobody(db, row, now) : null);
        return line is null ? null : (line, false);
    }

    static Message? Running(IDbConnection db, RotationRow row, Shift shift, DateTimeOffset now, bool isEdit) =>
        shift.Holds(now) && OnCallAnswers.At(db, row.Id, now) is { Answer: { Person: not null, Until: not null } answer }
            ? Running(db, row, shift, answer, isEdit || MayMention(db, answer.Person, now))
            : null;

    // An edit notifies nobody, so only the first showing has to spare people at night.
    static bool MayMention(IDbConnection db, string person, DateTimeOffset now) =>
        PersonHours.Own(db, person, RotationStore.All(db, now)).Contains(now);

    static Message? Nobody(IDbConnection db, RotationRow row, DateTimeOffset now) =>
        OnCallAnswers.At(db, row.Id, now) is { Answer: { Person: null, Why: var why } }
            ? Of($"{row.Name}: nobody is on call", $"*{Mrkdwn.Name(row.Name)}*: :warning: nobody is on call, because {why}.")
            : null;

    static Message Running(IDbConnection db, RotationRow row, Shift shift, OnCallAnswer answer, bool mayMention)
    {
        var person = answer.Person!;
        var who = mayMention ? Mrkdwn.User(person) : $"*{Name(db, person)}*";
        var next = answer.Next is { } n ? $" Next: {Name(db, n.Person)}." : "";
        var covered = answer.CoveredFor is { } away ? $", covering for {Name(db, away)}" : "";
        var hasIt = ShiftStore.IsTaken(db, shift, person) || HasTaken(db, shift, answer);
        var taken = hasIt ? $" :white_check_mark: {Name(db, person)} has it." : "";
        var trouble = row.GroupHandle is { } handle ? UserGroupRow.Find(db, handle)?.TroubleLine : null;
        return Of(
            $"{row.Name}: {Person.NameOf(db, person)} is on call",
            $"*{Mrkdwn.Name(row.Name)}*: {who} is on call until {When.Until(answer.Until!.Value, row.Rotation.Zone)}"
            + $"{covered}.{next}{taken}"
            + (trouble is null ? "" : $"\n{trouble}"));
    }

    // Who took hours while they ran need not say so once more.
    static bool HasTaken(IDbConnection db, Shift shift, OnCallAnswer answer) => answer.CoveredFor is not null
        && CoverStore.Rows(db, shift.Rotation, shift.Starts, answer.Until!.Value)
            .Any(c => (c.MadeBy, c.Covering) == (answer.Person, answer.Person) && c.MadeAt >= c.Starts
                && c.Hours.Ends >= answer.Until);

    Message Past(IDbConnection db, RotationRow row, Shift shift)
    {
        var now = clock.GetUtcNow();
        var isLast = row.EndedAt is null && ShiftStore.LastAnnounced(db, row.Id, now)?.Starts == shift.Starts;
        var nobody = isLast && OnCallAnswers.At(db, row.Id, now) is { Answer.Person: null }
            ? " :warning: Nobody is on call now." : "";
        var people = OnCallAnswers.Worked(db, row.Id, shift.Starts).First(w => w.Shift.Starts == shift.Starts).Parts
            .Select(p => p.Person).Distinct().Select(p => Name(db, p)).ToList();
        var names = people.Count == 1 ? people[0] : $"{string.Join(", ", people.SkipLast(1))} and {people[^1]}";
        return Of(
            $"{row.Name}: a shift that is over",
            $"*{Mrkdwn.Name(row.Name)}*: {names} {(people.Count == 1 ? "was" : "were")} on call until "
            + $"{When.Until(shift.Ends, row.Rotation.Zone)}.{nobody}");
    }

    static string Name(IDbConnection db, string person) => Mrkdwn.Name(Person.NameOf(db, person));

    static Message Of(string notification, string text) => new()
    {
        Text = Mrkdwn.Escape(notification),
        Blocks = [new SectionBlock { Text = $":telephone_receiver: {text}" }],
    };
}
