using System.Data;
using System.Globalization;
using Bot.Domain.OnCall;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary>Hand-offs as they come due, and the line that tells the rotation's channel.</summary>
public sealed class HandOffs(Database database, Posts posts, RotationChannel channel, TimeProvider clock)
{
    public const string Prefix = "handoff";

    public static string SubjectOf(Shift shift) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{shift.Rotation}:{shift.Starts.ToUnixTimeMilliseconds()}");

    /// <summary>Looks for rotations whose answer may have changed; one that was missed while the bot was down is caught up once.</summary>
    public async Task CatchUp(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var id in database.Read(db => RotationStore.Due(db, now)))
            await database.Change(tx =>
            {
                if (RotationStore.Find(tx.Db, id, tx.Time) is { } row && row.ChangesAt <= tx.Now) KeepShifts.CatchUp(tx, row);
            });
    }

    /// <summary>Lays out anew without, or again with, somebody whose account was deactivated or brought back.</summary>
    public Task MemberChanged(string person, CancellationToken stop) => database.Change(tx =>
    {
        if (RotationStore.Unavailable(tx.Db).Contains(person)) KeepCovers.Left(tx, person);
        tx.Wake($"left:{person}");
        foreach (var row in RotationStore.All(tx.Db, tx.Time))
        {
            if (row.Rotation.Members.Contains(person))
            {
                tx.Note(row.Subject, "member changed", "slack", after: person, why: "their account was deactivated or brought back");
                KeepShifts.Replan(tx, row);
            }

            // Who is on call at this moment is replaced at this moment.
            KeepAbsences.Look(tx, row);
        }
    });

    /// <summary>Where hours are each responder's own, they open and close elsewhere once somebody has moved to another zone.</summary>
    public Task MemberMoved(string person, CancellationToken stop) => database.Change(tx =>
    {
        foreach (var row in RotationStore.All(tx.Db, tx.Time).Where(r => r.OwnZones)) KeepShifts.CatchUp(tx, row);
    });

    /// <summary>Makes the line of one hand-off show what is true of it; one that is over is left as it stands.</summary>
    public async Task Show(string id, CancellationToken stop)
    {
        var (rotation, starts) = (id[..id.LastIndexOf(':')], long.Parse(id[(id.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture));
        var slot = $"{Prefix}:{id}";
        if (database.Read(db => Line(db, rotation, DateTimeOffset.FromUnixTimeMilliseconds(starts), Posts.TsOf(db, slot) is not null)) is not { } line) return;
        await posts.Show(slot, await channel.Id(database.Read(db => RotationStore.FindEver(db, rotation))!, stop), line, stop);
    }

    // An edit notifies nobody, so only the first showing has to spare people out of hours.
    Message? Line(IDbConnection db, string rotation, DateTimeOffset starts, bool isEdit)
    {
        var now = clock.GetUtcNow();
        if (OnCallAnswers.At(db, rotation, now) is not { Answer: { Person: { } person, Until: { } until } answer } current) return null;
        if (ShiftStore.Around(db, rotation, now).FirstOrDefault(s => s.Holds(now)) is not { } running || running.Starts != starts) return null;
        var who = isEdit || answer.InHours ? Mrkdwn.User(person) : $"*{Mrkdwn.Escape(Person.NameOf(db, person))}*";
        var next = answer.Next is { } n ? $" Next: {Mrkdwn.Escape(Person.NameOf(db, n.Person))}." : "";
        var covered = answer.CoveredFor is { } away ? $", covering for {Mrkdwn.Escape(Person.NameOf(db, away))}" : "";
        var taken = ShiftStore.IsTaken(db, running, person) ? $" :white_check_mark: {Mrkdwn.Escape(Person.NameOf(db, person))} has it." : "";
        var trouble = current.Rotation.GroupHandle is { } handle ? UserGroupRow.Find(db, handle)?.TroubleLine : null;
        return new Message
        {
            Text = $"{current.Rotation.Name}: {Person.NameOf(db, person)} is on call",
            Blocks =
            [
                new SectionBlock
                {
                    Text = $":telephone_receiver: *{Mrkdwn.Escape(current.Rotation.Name)}*: {who} is on call until {When.At(until)}{covered}.{next}{taken}"
                        + (trouble is null ? "" : $"\n{trouble}"),
                },
            ],
        };
    }
}
