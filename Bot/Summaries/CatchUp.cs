using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Summaries;

/// <summary>
/// <em>Catch me up</em>: the summary for one person, in private, and what is new since it was made. It is offered to whoever
/// joins the channel of an incident late, without a post that all see.
/// </summary>
public sealed class CatchUp(
    Database database, SlackApi slack, Access access, ReadChannel channel, WhichIncident which, TimeProvider clock,
    ILogger<CatchUp> log)
{
    /// <summary>A word to whoever joined late.</summary>
    public const string Offered = "catch_up";

    const int MostNew = 6;

    // Whoever comes before that reads all there is.
    static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is { } incident) await Open(incident, Opening.Of(press), stop);
    }

    /// <summary>At once, of what is known here: nobody is asked to write it first.</summary>
    public async Task Open(IncidentRow incident, Opening opening, CancellationToken stop)
    {
        var words = await channel.Addresses(incident, stop);
        await opening.Show(slack, database.Read(db => Modal(db, incident, opening.By, words)), stop);
    }

    ModalViewDefinition Modal(IDbConnection db, IncidentRow incident, string reader, ChannelWords words)
    {
        // It may have become private while Slack was asked.
        if (IncidentStore.Find(db, Viewer.Of(reader), incident.Number) is null)
            return OpenForm.Done($"Catch up on {incident.Label}", "There is no such incident.");
        var known = new ReadGround(db, Viewer.Of(reader), incident, words, clock.GetUtcNow()).Read();
        var made = SummaryRow.Accepted(db, incident.Number)
            ?? (SummaryStore.Latest(db, incident.Number) is { IsDraft: true } draft && !draft.IsFromBefore(incident)
                ? draft : null);
        return new()
        {
            Title = $"Catch up on {incident.Label}",
            Close = "Done",
            Blocks = [Head(incident), .. made is null ? Composed(known) : Made(db, incident, made, known)],
        };
    }

    static SectionBlock Head(IncidentRow incident) => new()
    {
        Text = $"*{incident.Label} {Mrkdwn.Inert(IncidentMessages.OneLine(incident.Name), 150)}*\n{incident.Severity}, "
            + $"{incident.Standing}, open{(incident.IsOpen ? "" : "ed")} since {When.At(incident.OpenedAt)}",
    };

    static IEnumerable<Block> Composed(SummaryGround known) =>
    [
        SummaryLines.Whole(ComposeSummary.Of(known)), new ContextBlock { Elements = ["Composed from what is known."] },
    ];

    static IEnumerable<Block> Made(IDbConnection db, IncidentRow incident, SummaryRow made, SummaryGround known)
    {
        var name = Person.Names(db, made.People);
        var about = made.AcceptedBy is null ? $"A draft that nobody has accepted. {SummaryLines.Draft(made, name)}"
            : $"Summary {SummaryLines.Accepted(incident, made, name)}.";
        yield return SummaryLines.Whole(made.Sentences);
        yield return new ContextBlock { Elements = [about] };
        var news = ComposeSummary.Since(known, DateTimeOffset.FromUnixTimeMilliseconds(made.MadeAt!.Value), MostNew);
        if (news.Count == 0) yield break;
        yield return new SectionBlock { Text = "*New since then*" };
        yield return SummaryLines.Whole(news);
    }

    /// <summary>Somebody joined a channel: an incident's, some time after it was opened.</summary>
    public async Task Joined(EventCallback join, CancellationToken stop)
    {
        if (join["channel"] is not { } place || join["user"] is not { } person
            || person == database.Read(Installation.BotUser.Now)) return;
        if (database.Read(db => IncidentStore.InChannel(db, Viewer.Of(person), place)) is not { IsOpen: true } found) return;
        if (found.Lead == person || clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(found.OpenedAt) < Late) return;
        // Nobody is let in by an event: it is offered to who may see it.
        await access.Meet(person, stop);
        await database.Once($"{join.IdempotencyKey}:{Offered}", tx =>
        {
            if (IncidentStore.Find(tx.Db, Viewer.Of(person), found.Number) is { } incident)
                tx.Wake($"{Offered}:{incident.Number.ToString(CultureInfo.InvariantCulture)}:{person}");
            return null;
        });
    }

    /// <summary>A courtesy, which may get lost: the card's menu offers the same.</summary>
    public async Task Offer(string id, CancellationToken stop)
    {
        if (id.Split(':') is not [var number, var person]) return;
        if (database.Read(db => IncidentStore.Find(db, Viewer.Of(person), long.Parse(number, CultureInfo.InvariantCulture)))
            is not { IsOpen: true, ChannelId: { } place } incident) return;
        try
        {
            await slack.Chat.PostEphemeral(place, person, SummaryMessages.Offer(incident), stop);
        }
        catch (SlackException e)
        {
            log.LogInformation("{Person} is not offered to catch up: {Reason}", person, e.Message);
        }
    }
}
