using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>
/// Tells somebody once that a follow-up is theirs which others gave them: in their own hours. The message says what has become of
/// it since.
/// </summary>
public sealed class TellOwner(Database database, Posts posts, DirectMessages direct, TimeProvider clock)
{
    static string Slot(FollowUpRow row, string person) => $"{row.Subject}:{person}";

    /// <summary>It is posted to whoever sees it at that moment.</summary>
    public static bool IsRight(IDbConnection db, string slot, string channel) =>
        slot.Split(':') is [_, var id, var person] && long.TryParse(id, CultureInfo.InvariantCulture, out var number)
        && FollowUpStore.Find(db, Viewer.Of(person), number) is not null;

    /// <summary>Whoever could not be told yet may have come to work.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var untold = database.Read(db =>
        {
            var rotations = RotationStore.All(db, now);
            return FollowUpStore.Untold(db).Where(row => PersonHours.Own(db, row.Owner, rotations).Contains(now))
                .Where(row => !Posts.MayBeThere(db, Slot(row, row.Owner)) && MayKnow(db, row)).ToList();
        });
        if (untold.Count > 0) await database.Change(tx => untold.ForEach(row => tx.Wake(row.Subject)));
    }

    // Of a private incident they may not be inside any more, and who has left reads nothing.
    static bool MayKnow(IDbConnection db, FollowUpRow row) =>
        !Outsiders.Has(db, row.Owner) && FollowUpStore.Find(db, Viewer.Of(row.Owner), row.Number) is not null;

    /// <summary>Repeatable: brings what is true of one to all who were told of it, and to its owner if they were not.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (database.Read(db => FollowUpStore.Find(db, Viewer.Bot, number)) is not { } row) return;
        var told = database.Read(db => Posts.Under(db, row.Subject)).Select(slot => slot[(slot.LastIndexOf(':') + 1)..]);
        await Steps.All(told.Where(person => person != row.Owner).Append(row.Owner)
            .Select<string, Func<Task>>(person => () => Tell(row, person, stop)));
    }

    async Task Tell(FollowUpRow row, string person, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (isThere, isNews, message) = database.Read(db => (
            Posts.MayBeThere(db, Slot(row, person)),
            row.FollowUp.IsOutstanding && person == row.Owner && row.KnownTo != person && MayKnow(db, row)
                && PersonHours.Own(db, person, RotationStore.All(db, now)).Contains(now),
            Message(db, row.Number, person, now)));
        if (isNews) await posts.Show(Slot(row, person), await direct.With(person, stop), message, stop, Lost.Left);
        else if (isThere) await posts.Follow(Slot(row, person), await direct.With(person, stop), message, stop, Lost.Left);
        if (isNews) await database.Change(tx => FollowUpStore.Known(tx, row));
    }

    static Message Message(IDbConnection db, long number, string reader, DateTimeOffset now)
    {
        if (FollowUpStore.Find(db, Viewer.Of(reader), number) is not { } row)
            return Only(":lock: This follow-up is not yours to see any more.");
        var line = FollowUpText.For(db, reader, now).Line(row, hasOwner: row.Owner != reader);
        if (row.Owner != reader) return Only($":fast_forward: {line}");
        var said = $":fast_forward: {Mrkdwn.Name(Person.NameOf(db, row.GivenBy))} gave you a follow-up:\n{line}";
        return row.State != FollowUpState.Outstanding ? Only(said) : new()
        {
            Text = $"A follow-up for you: {Mrkdwn.Inert(row.Title, FollowUpStore.LongestTitle)}",
            Blocks =
            [
                new SectionBlock { Text = said },
                new ActionsBlock { Elements = [DoneButton(row), EditFollowUp.Button(row)] },
            ],
        };
    }

    // An edit without blocks leaves those that stand.
    static Message Only(string text) => new() { Text = text, Blocks = [new SectionBlock { Text = text }] };

    /// <summary>Says that it is done, in a message that is drawn anew by itself.</summary>
    public static Button DoneButton(FollowUpRow row, string text = "Done") => new()
    {
        ActionId = FollowUpIds.Done,
        Text = text,
        Value = row.Number.ToString(CultureInfo.InvariantCulture),
    };
}
