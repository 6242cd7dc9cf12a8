using Bot.Settings;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary><c>/incident help</c>: the few words that most people need; <c>/incident help all</c> says them all.</summary>
public sealed class IncidentHelp(BotCommands commands)
{
    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        var c = commands.Incident;
        return Task.FromResult<SlashResponse?>(command.Rest.Trim().Length > 0 ? All(c) : Few(c));
    }

    // What most people need, on one screen of a phone.
    static string Few(string c) =>
        $"""
        `{c} orders are late` declares an incident
        `{c}` in its channel: what can be done
        `{c} list` what is open
        `{c} update` what is new
        `{c} resolve` what fixed it
        `{c} who` is on call
        `{c} help all` every word
        """;

    static string All(string c) =>
        $"""
        `{c}` or `{c} orders are late` declares an incident; `{c} declare …` takes any words as its name
        In an incident's channel `{c}` shows what can be done there. There, or with its number (`{c} resolve 12`):
        `{c} acknowledge` (`ack`) takes it · `{c} takeover` from somebody else
        `{c} update` what is new · `{c} resolve` what fixed it
        `{c} reopen` · `{c} decline` · `{c} status` fixing · `{c} severity` major · `{c} lead` @name
        `{c} invite` @name or @group into its channel
        `{c} split` some of what fails into an incident of its own · `{c} merge` one into another (`unmerge`)
        `{c} expect` alerts that call nobody · `{c} pr` and its link puts a pull request on the card
        `{c} subscribe` to hear of it in private (`unsubscribe`, `subscribers` who did)
        `{c} rename` new name · `{c} timeline` what happened; :pushpin: under a message adds it
        `{c} notice` tells readers of data, in their channels, what is stale and until when
        `{c} similar` shows incidents like it · `{c} suspects` commits that touch what fails
        `{c} summary` a draft of what happened, to accept or edit
        `{c} postmortem` what is learnt from it: start it, who writes it, until when
        `{c} list` shows what is open (`list mine`, `list @name`, `list critical`), `{c} list closed` what ended last
        `{c} alerts` what came in and what was decided · `{c} who` is on call
        `{c} requests` what was asked in channels and is open
        `{c} warnings` what warns, and what becomes of it (`warnings mine`, `warnings @name`, `warnings tag:finance`)
        `{c} flakes` what was red and green again by itself
        `{c} review` what the last weeks were like, and what is worth doing next (`review last quarter`)
        `{c} export` sends what you see as a file (`export alerts json`; causes, shifts, followups …)
        For admins: `{c} setup`, `{c} settings`, `{c} sources` who may send alerts, `{c} routes` which alerts go where,
        `{c} attributes` what is known of them, `{c} hooks` how any JSON is read, `{c} destinations` where they are sent on to,
        `{c} tokens` which programs read and write over HTTP, `{c} webhooks` which are told of changes,
        `{c} doctor` what the bot lacks, and what to do, `{c} audit` who changed how it works
        """;
}
