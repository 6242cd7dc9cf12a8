using System.Data;
using Bot.Delivery;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Home;

/// <summary>
/// "Take what waits", "Take all", "Leave with …": whoever comes on call says what becomes of the open incidents, and so has
/// the hours; the brief shows what was done and what is left. What others have taken meanwhile is left with them.
/// </summary>
public sealed class TakeWork(Database database, SlackApi slack, BotCommands commands)
{
    enum Choice { Waiting, All, Leave }

    public Task<Func<CancellationToken, Task>?> Waiting(BlockActionRequest press, CancellationToken stop) =>
        Press(press, Choice.Waiting, stop);

    public Task<Func<CancellationToken, Task>?> All(BlockActionRequest press, CancellationToken stop) =>
        Press(press, Choice.All, stop);

    public Task<Func<CancellationToken, Task>?> Leave(BlockActionRequest press, CancellationToken stop) =>
        Press(press, Choice.Leave, stop);

    /// <summary>Those that still do something.</summary>
    internal static IEnumerable<Button> Buttons(IDbConnection db, BriefSection section, string person, string value)
    {
        var work = Work.Of(db, section.Rotation!, person, section.Before);
        var (waiting, all) = (work.Waiting.Count, work.All.Count);
        if (waiting > 0) yield return BriefMessage.Press(HomeIds.TakeUntouched, "Take what waits", value);
        if (section.IsLeft) yield break;
        if (all > waiting) yield return BriefMessage.Press(HomeIds.TakeAll, "Take all", value);
        if (work.Left.Count == 0) yield break;
        var leave = $"Leave with {Person.NameOf(db, section.Before!)}";
        yield return BriefMessage.Press(HomeIds.LeaveWork, Limits.Truncate(leave, Limits.ButtonText), value);
    }

    async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, Choice choice, CancellationToken stop)
    {
        var said = await database.Once(press.IdempotencyKey, tx => Do(tx, press, choice));
        return Tell.Then(slack, press, said);
    }

    string? Do(Tx tx, BlockActionRequest press, Choice choice)
    {
        var person = press.User.Id;
        var (rotation, starts, refusal) = TakeShift.Take(tx, press);
        if (rotation is null) return refusal;
        if (BriefStore.OfHours(tx.Db, person, rotation.Id, starts) is not var (brief, section)) return null;
        var work = Work.Of(tx.Db, rotation.Id, person, section.Before);
        tx.Wake(brief.Subject);
        if (choice == Choice.Leave) return Leave(tx, brief, section, work);
        var taken = choice == Choice.All ? work.All : work.Waiting;
        if (taken.Count == 0) return "Nothing is left to take: others lead what is open.";
        foreach (var incident in taken) TakeIncident.Take(tx, incident.Number, person);
        var done = Joined(section.Done, $"You took {taken.Count}.");
        var left = Work.Of(tx.Db, rotation.Id, person, section.Before).Rest;
        var reader = new BriefReader(tx.Db, person, commands, tx.Time);
        BriefStore.SetSection(tx, brief, section, BriefRoom.Left(reader, brief, section, left) with { Done = done });
        if (section.Before is { } before && BriefStore.LastOver(tx.Db, before, rotation.Id, tx.Time) is var (old, told))
        {
            var took = (told.Next == person ? told.NextTook : 0) + taken.Count;
            BriefStore.SetSection(tx, old, told, told with { Next = person, NextTook = took });
            tx.Wake(old.Subject);
        }

        return null;
    }

    static string? Leave(Tx tx, BriefRow brief, BriefSection section, Work work)
    {
        if (work.Left.Count == 0) return "Nothing is left to leave: they lead nothing that is open.";
        var (count, name) = (work.Left.Count, Mrkdwn.Inert(Person.NameOf(tx.Db, section.Before!), 60));
        tx.Note(RotationRow.SubjectOf(section.Rotation!), HomeFacts.LeftWork, brief.Person, after: section.Before);
        BriefStore.SetSection(tx, brief, section, section with
        {
            IsLeft = true,
            Done = Joined(section.Done, $"{count} {(count == 1 ? "stays" : "stay")} with {name}."),
        });
        return null;
    }

    static string Joined(string? before, string now) => before is null ? now : $"{before} {now}";
}
