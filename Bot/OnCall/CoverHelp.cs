using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary><c>/cover help</c>.</summary>
public sealed class CoverHelp(BotSettings settings)
{
    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop) => Task.FromResult<SlashResponse?>(
        $"""
        `{settings.CoverCommand}` or `{settings.CoverCommand} who` shows who is on call, until when, and who is next
        `{settings.CoverCommand} rota` makes the first rotation, or changes one
        `{settings.CoverCommand} rota new` makes another
        """);
}
