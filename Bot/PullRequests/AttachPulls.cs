using System.Globalization;
using Bot.Domain.PullRequests;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.PullRequests;

/// <summary>
/// A pull request belongs to an incident: by a link in its channel, or by <c>/incident pr</c>. Whoever did it hears so in
/// private, with a button that undoes it.
/// </summary>
public sealed class AttachPulls(
    Database database, SlackApi slack, Access access, GitHubSettings settings, ILogger<AttachPulls> log)
{
    /// <summary>A word to whoever has linked some.</summary>
    public const string Said = "pull_said";

    // Whoever pastes more than that pastes a list.
    const int MostAtOnce = 10;

    /// <summary>Some that belong to an incident, as a button and a subject carry them: "12:3,4".</summary>
    sealed record Some(long Incident, IReadOnlyList<long> Pulls)
    {
        public static Some? Read(string? text) => text?.Split(':') is [var incident, var pulls]
            ? new(Number(incident), [.. pulls.Split(',').Select(Number)]) : null;

        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Incident}:{string.Join(',', Pulls)}");
    }

    /// <summary>A message in the channel of an incident that links to pull requests.</summary>
    public Task Heard(EventCallback message, CancellationToken stop) => Heard(
        message, message["user"], PullName.In(message["text"] ?? "", settings.Host), message["thread_ts"], stop);

    /// <summary>
    /// A message that was edited: what it links to now and did not before. Slack edits one as well, to show what stands behind a
    /// link, and what was undone stays so.
    /// </summary>
    public Task Edited(EventCallback change, CancellationToken stop)
    {
        var (now, before) = (Part(change, "message"), Part(change, "previous_message"));
        if (before is null || now?["bot_id"] is not null) return Task.CompletedTask;
        var old = PullName.In(before["text"] ?? "", settings.Host).Select(name => (name.Key, name.Number)).ToHashSet();
        var added = PullName.In(now?["text"] ?? "", settings.Host).Where(name => !old.Contains((name.Key, name.Number))).ToList();
        return Heard(change, now?["user"], added, now?["thread_ts"], stop);
    }

    static EventCallback? Part(EventCallback change, string name) =>
        change.Event.TryGetProperty(name, out var part) ? change with { Event = part } : null;

    async Task Heard(
        EventCallback message, string? by, IReadOnlyList<PullName> names, string? thread, CancellationToken stop)
    {
        if (message["channel"] is not { } channel || by is not { } person || names.Count == 0
            || database.Read(db => IncidentStore.InChannel(db, Viewer.Of(person), channel)) is null) return;
        // Nobody is let in by an event: who may not see the incident adds nothing to it.
        await access.Meet(person, stop);
        await database.Once($"{message.IdempotencyKey}:pulls", tx =>
        {
            if (IncidentStore.InChannel(tx.Db, Viewer.Of(person), channel) is { } incident)
                AttachAndSay(tx, incident, names, person, thread);
            return null;
        });
    }

    /// <summary>What somebody has written in a form of an incident: "12:U1:by https://github.com/acme/dbt/pull/3".</summary>
    public void Written(Tx tx, string id)
    {
        if (id.Split(':', 3) is not [var number, var person, var text]
            || IncidentStore.Find(tx.Db, Viewer.Of(person), long.Parse(number, CultureInfo.InvariantCulture)) is not { } incident)
            return;
        AttachAndSay(tx, incident, PullName.In(text, settings.Host), person);
    }

    void AttachAndSay(Tx tx, IncidentRow incident, IReadOnlyList<PullName> names, string person, string? thread = null)
    {
        var attached = names.Take(MostAtOnce).Select(name => Attach(tx, incident, name, person))
            .Where(a => a.IsNew).Select(a => a.Row.Id).ToList();
        if (attached.Count > 0 && incident.ChannelId is { } channel)
            tx.Wake($"{Said}:{new Some(incident.Number, attached)}:{channel}:{person}:{thread}");
    }

    /// <summary>
    /// <c>/incident pr 12 https://github.com/acme/dbt/pull/3</c>; in the incident's channel without its number.
    /// </summary>
    public async Task<SlashResponse?> Run(SlashCommand command, CancellationToken stop)
    {
        var viewer = Viewer.Of(command.UserId);
        var rest = Wish.Of(command.Text, isHere: true)?.Rest ?? command.Rest;
        var named = TypedIncident.Begins(rest);
        var incident = database.Read(db => named is not null ? IncidentStore.Find(db, viewer, named.Number)
            : IncidentStore.OfChannel(db, viewer, command.ChannelId));
        if (incident is null)
            return named is not null ? $"There is no {IncidentRow.LabelOf(named.Number)}."
                : $"Say of which incident: `{command.Command} {Verbs.Pull} 12 https://{settings.Host}/…/pull/3`.";
        var names = PullName.Typed(command.Text, settings.Host);
        if (names.Count == 0)
            return $"Paste the link of the pull request: `{command.Command} {Verbs.Pull} https://{settings.Host}/…/pull/3`.";
        var attached = await database.Once(command.IdempotencyKey, tx =>
        {
            var pulls = names.Take(MostAtOnce).Select(name => Attach(tx, incident, name, command.UserId)).ToList();
            TakeIncident.Appear(tx, incident.Number, command.UserId);
            return pulls.Exists(a => a.IsNew)
                ? $"{new Some(incident.Number, [.. pulls.Where(a => a.IsNew).Select(a => a.Row.Id)])}" : "";
        });
        if (Some.Read(attached) is not { } some)
            return $"{string.Join(", ", names.Take(MostAtOnce))} stands on the card of {incident.Label} already.";
        var said = Answer(some);
        return new SlashResponse { Text = said.Text, Blocks = said.Blocks };
    }

    (PullRow Row, bool IsNew) Attach(Tx tx, IncidentRow incident, PullName name, string by) =>
        PullStore.Attach(tx, incident, name, name.Url(settings.Host), by);

    /// <summary>Tells whoever linked some, in private; it may get lost, as the card shows them as well.</summary>
    public async Task Tell(string id, CancellationToken stop)
    {
        if (id.Split(':') is not [var incident, var pulls, var channel, var person, var thread]) return;
        var answer = Answer(Some.Read($"{incident}:{pulls}")!);
        try
        {
            await slack.Chat.PostEphemeral(
                channel, person, thread.Length > 0 ? answer with { ThreadTs = thread } : answer, stop);
        }
        catch (SlackException e)
        {
            log.LogInformation("{Person} does not hear in private what was attached: {Reason}", person, e.Message);
        }
    }

    Message Answer(Some some)
    {
        var names = database.Read(
            db => some.Pulls.Select(pull => PullStore.Find(db, pull)?.Name.ToString()).OfType<string>().ToList());
        var text = $"{string.Join(", ", names)} {(names.Count == 1 ? "stands" : "stand")} on the card of "
            + $"{IncidentRow.LabelOf(some.Incident)} now.{(settings.Missing is { } missing ? $" {missing}" : "")}";
        return new()
        {
            Text = text,
            Blocks =
            [
                new SectionBlock { Text = text },
                new ActionsBlock
                {
                    BlockId = "pulls",
                    Elements = [new Button { ActionId = PullIds.Undo, Text = "Undo", Value = $"{some}" }],
                },
            ],
        };
    }

    /// <summary>"Undo": they do not belong to it.</summary>
    public async Task<Func<CancellationToken, Task>?> Undo(BlockActionRequest press, CancellationToken stop)
    {
        if (Some.Read(press.Action.Value) is not { } some) return null;
        var person = press.User.Id;
        var said = await database.Once(press.IdempotencyKey, tx =>
        {
            if (IncidentStore.Find(tx.Db, Viewer.Of(person), some.Incident) is not { } incident) return null;
            var gone = some.Pulls.Count(pull => PullStore.Detach(tx, incident, pull, person));
            return gone == 0 ? $"It does not stand on the card of {incident.Label} any more."
                : $"Undone: {(gone == 1 ? "it stands" : "they stand")} on the card of {incident.Label} no longer.";
        });
        return said is null || press.ResponseUrl is not { Length: > 0 } url ? null
            : after => slack.Respond(url, new SlashResponse { Text = said, ReplaceOriginal = true }, after);
    }
}
