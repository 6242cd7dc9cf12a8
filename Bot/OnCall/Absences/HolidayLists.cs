using System.Data;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Absences;

/// <summary><c>/cover holidays</c>: the lists of holidays, which one is mine, and the way to change one.</summary>
public sealed class HolidayLists(Database database, SlackApi slack, HolidayAccess holidays, TimeProvider clock)
{
    public const string New = "new";
    const int MostLists = 30, MostNamed = 8, MostLeftOut = 1500;

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        await slack.Views.Open(command.TriggerId, database.Read(db => Modal(db, command.UserId)), stop);
        return null;
    }

    /// <param name="saved">The list that was just saved, and what of its file was left out.</param>
    public ModalViewDefinition Modal(IDbConnection db, string user, (string List, string? LeftOut) saved = default)
    {
        var mine = HolidayStore.FollowedBy(db, user);
        return new()
        {
            CallbackId = LeaveIds.ListsForm,
            Title = "Holidays",
            Close = "Done",
            Blocks =
            [
                new SectionBlock
                {
                    Text = "Nobody is on call on a holiday of their list: cover is asked for a week ahead, and falls to the "
                        + "next available member two working days before.",
                },
                .. HolidayStore.All(db).Take(MostLists)
                    .SelectMany(list => List(db, list, mine, user, saved.List == list.Id ? saved.LeftOut : null)),
                new ActionsBlock
                {
                    Elements =
                    [
                        new Button
                        {
                            ActionId = LeaveIds.EditButton,
                            Text = "New list",
                            Value = New,
                            Style = mine is null && HolidayStore.All(db).Count == 0 ? ButtonStyle.Primary : null,
                        },
                    ],
                },
            ],
        };
    }

    IEnumerable<Block> List(IDbConnection db, HolidayList list, string? mine, string user, string? leftOut)
    {
        var today = LeaveForm.Today(db, user, clock.GetUtcNow());
        var days = HolidayStore.Days(db, list.Id, today);
        var followers = HolidayStore.Followers(db, list.Id);
        var next = days.Count == 0 ? ":warning: no day to come"
            : $"{days.Count} {(days.Count == 1 ? "day" : "days")} to come, "
                + $"next {When.Day(days[0].Day, today)} {Mrkdwn.Name(days[0].Name)}".TrimEnd();
        yield return new SectionBlock
        {
            Text = $"*{Mrkdwn.Name(list.Name)}*\n{next}\n{Named(followers)}",
        };
        if (leftOut is not null)
            yield return new ContextBlock { Elements = [Mrkdwn.Inert(leftOut, MostLeftOut)] };
        yield return new ActionsBlock
        {
            Elements =
            [
                new Button
                {
                    ActionId = LeaveIds.FollowButton,
                    Text = mine == list.Id ? "Not mine any more" : "These are mine",
                    Value = list.Id,
                },
                .. holidays.MayEdit(db, list, user, clock.GetUtcNow())
                    ? new[] { new Button { ActionId = LeaveIds.EditButton, Text = "Edit", Value = list.Id } }
                    : [],
            ],
        };
    }

    static string Named(List<string> followers) => followers.Count switch
    {
        0 => "Nobody's yet",
        > MostNamed =>
            $"Of {string.Join(", ", followers.Take(MostNamed).Select(Mrkdwn.User))} and {followers.Count - MostNamed} more",
        _ => $"Of {string.Join(", ", followers.Select(Mrkdwn.User))}",
    };

    /// <summary>Makes a list mine, or mine no longer.</summary>
    public async Task<Func<CancellationToken, Task>?> Follow(BlockActionRequest press, CancellationToken stop)
    {
        if (press.View is not { } view) return null;
        var user = press.User.Id;
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (HolidayStore.Find(tx.Db, press.Action.Value ?? "") is { } list)
                HolidayStore.Follow(tx, user, HolidayStore.FollowedBy(tx.Db, user) == list.Id ? null : list.Id, user);
            return null;
        });
        return after => slack.Views.Redraw(view.Id, () => database.Read(db => Modal(db, user)), after);
    }
}
