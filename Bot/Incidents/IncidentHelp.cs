using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary><c>/incident help</c>.</summary>
public sealed class IncidentHelp(BotSettings settings)
{
    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        var c = settings.IncidentCommand;
        return Task.FromResult<SlashResponse?>(
            $"""
            `{c}` or `{c} orders are late` declares an incident
            `{c} list` shows what is open
            `{c} alerts` shows what came in and what was decided
            In an incident's channel, or with its number (`{c} resolve 12`):
            `{c} update` · `{c} status` · `{c} resolve` · `{c} timeline`
            `{c} setup` and `{c} settings` for admins
            """);
    }
}
