using Bot.Settings;
using Bot.Slack;

namespace Bot.OnCall.Covers;

/// <summary><c>/cover help</c>.</summary>
public sealed class CoverHelp(BotSettings settings)
{
    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop) => Task.FromResult<SlashResponse?>(
        $"""
        `{settings.CoverCommand}` asks others to cover your shift, or a part of it; `{settings.CoverCommand} @name` asks for somebody who is absent
        `{settings.CoverCommand} take` takes hours of somebody else
        `{settings.CoverCommand} who` shows who is on call, until when, and who is next
        `{settings.CoverCommand} schedule` shows the next weeks, `{settings.CoverCommand} mine` your own shifts and covers
        `{settings.CoverCommand} requests` shows who is waiting for cover
        `{settings.CoverCommand} leave` saves days off, `{settings.CoverCommand} holidays` the holidays of your country: cover for them is asked for by itself
        `{settings.CoverCommand} calendar` makes links to follow shifts in a calendar
        `{settings.CoverCommand} fairness` shows how the hours on call were shared
        `{settings.CoverCommand} rota` lists the rotations; their owners change settings and the order of members, pause somebody, put somebody on call now
        `{settings.CoverCommand} rota new` makes another
        """);
}
