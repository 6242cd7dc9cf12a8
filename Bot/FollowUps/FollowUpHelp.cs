using Bot.Settings;
using Bot.Slack;

namespace Bot.FollowUps;

/// <summary><c>/followup help</c>.</summary>
public sealed class FollowUpHelp(BotCommands commands)
{
    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop) =>
        Task.FromResult<SlashResponse?>(Of(commands.FollowUp));

    static string Of(string c) =>
        $"""
        `{c} fix the freshness test @ben` makes a follow-up of this channel's incident; without a name it is yours
        `{c}` opens the form, `{c} 12` changes one
        `{c} mine` lists yours, `{c} list` all; `{c} list @ben`, `overdue`, `INC-3` or `#dbt` some of them
        `{c} done 12`, `{c} notdoing 12 the model is going away`, `{c} reopen 12`
        `{c} reassign 12 @ben` gives it to somebody else, `{c} snooze 12 friday` puts it off
        `{c} github 12 acme/dbt` makes an issue of it there: whichever is closed first closes the other
        `{c} export` sends all as CSV and JSON
        :fast_forward: under a message in an incident's channel makes one of it, so does its menu: *Create follow-up*
        """;
}
