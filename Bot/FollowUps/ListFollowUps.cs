using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>
/// <c>/followup mine</c> and <c>/followup list</c>: what is to be done, that first which is due first, each with the button Done.
/// </summary>
public sealed class ListFollowUps(Database database, SlackApi slack, BotCommands commands, TimeProvider clock)
{
    const int Most = 15;

    public Task<SlashResponse?> Mine(SlashCommand command, CancellationToken stop) => Task.FromResult<SlashResponse?>(
        Of(command.UserId, new(FollowUpFilter.Owner, command.UserId)));

    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop) => Task.FromResult<SlashResponse?>(
        FollowUpFilter.Typed(command) is { } filter ? Of(command.UserId, filter)
            : $"I do not know “{Mrkdwn.Inert(command.Rest, 60)}”. It lists all, or those of `@name`, `overdue`, `INC-3` or "
                + $"`#label`: `{command.Command} {command.Word} overdue`.");

    /// <summary>"Look at them", of what is overdue.</summary>
    public Task<Func<CancellationToken, Task>?> OpenOverdue(BlockActionRequest press, CancellationToken stop) =>
        Task.FromResult<Func<CancellationToken, Task>?>(press.ResponseUrl is not { Length: > 0 } url ? null
            : ended => slack.Respond(
                url, Of(press.User.Id, new(FollowUpFilter.Overdue)) with { ReplaceOriginal = false }, ended));

    public SlashResponse Of(string reader, FollowUpFilter filter) => database.Read(db => Of(db, reader, filter));

    SlashResponse Of(IDbConnection db, string reader, FollowUpFilter filter)
    {
        var now = clock.GetUtcNow();
        var (today, text) = (When.Date(now, PersonHours.ZoneOf(db, reader)), FollowUpText.For(db, reader, now));
        var rows = FollowUpStore.Outstanding(db, Viewer.Of(reader)).FindAll(row => filter.Holds(row, today));
        var heading = Heading(db, reader, filter);
        if (rows.Count == 0)
            return $"*{heading}: none.* `{commands.FollowUp} fix the test @name` makes one.";
        var late = rows.Count(row => row.FollowUp.IsOverdue(today));
        var counted = string.Create(CultureInfo.InvariantCulture, $"*{heading}: {rows.Count}*")
            + (late > 0 && filter.Kind != FollowUpFilter.Overdue
                ? string.Create(CultureInfo.InvariantCulture, $", {late} overdue") : "");
        List<Block> blocks = [new SectionBlock { Text = counted }];
        blocks.AddRange(rows.Take(Most).Select(row => new SectionBlock
        {
            Text = text.Line(row, filter.Kind != FollowUpFilter.Owner),
            Accessory = Done(row, filter),
        }));
        if (rows.Count > Most)
            blocks.Add(new ContextBlock
            {
                Elements = [$"… {rows.Count - Most} due later: `{commands.FollowUp} export` has all"],
            });
        return new() { Text = counted, Blocks = blocks };
    }

    static string Heading(IDbConnection db, string reader, FollowUpFilter filter) => filter.Kind switch
    {
        FollowUpFilter.Owner when filter.Value == reader => "Your follow-ups",
        FollowUpFilter.Owner => $"Follow-ups of {Mrkdwn.Name(Person.NameOf(db, filter.Value))}",
        FollowUpFilter.Overdue => "Overdue follow-ups",
        FollowUpFilter.Incident => $"Follow-ups of INC-{Mrkdwn.Inert(filter.Value, 20)}",
        FollowUpFilter.Label => $"Follow-ups with {Mrkdwn.Inert(filter.Value, FollowUpStore.LongestLabels)}",
        _ => "Follow-ups",
    };

    static Button Done(FollowUpRow row, FollowUpFilter filter) => new()
    {
        ActionId = FollowUpIds.DoneInList,
        Text = "Done",
        Value = string.Create(CultureInfo.InvariantCulture, $"{row.Number}|{filter.Write()}"),
    };
}
