using Bot.Settings;
using Bot.Slack;

namespace Bot.OnCall.Covers;

/// <summary><c>/cover help</c>.</summary>
public sealed class CoverHelp(BotCommands commands)
{
    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop) =>
        Task.FromResult<SlashResponse?>(Of(commands.Cover));

    static string Of(string c) =>
        $"""
        `{c}` asks others to cover your shift, or a part of it; `{c} @name` asks for somebody who is absent
        `{c} take` takes hours of somebody else
        `{c} who` shows who is on call, until when, and who is next
        `{c} schedule` shows the next weeks, `{c} mine` your own shifts and covers
        `{c} requests` shows who is waiting for cover
        `{c} leave` saves days off, `{c} holidays` the holidays of your country; both ask for cover by themselves
        `{c} calendar` makes links to follow shifts in a calendar
        `{c} word` leaves a word for whoever takes over from you
        `{c} fairness` shows how the hours on call were shared
        `{c} rota` lists the rotations; owners change settings and order, pause somebody, put somebody on call now
        `{c} rota new` makes another
        """;
}
