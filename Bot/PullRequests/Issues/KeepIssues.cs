using System.Data;
using System.Globalization;
using Bot.Domain.FollowUps;
using Bot.FollowUps;
using Bot.People;
using Bot.Settings;
using Bot.Storage;

namespace Bot.PullRequests.Issues;

/// <summary>
/// Makes the issue of a follow-up once, and keeps it as the follow-up is: done here, it is closed there. Of a private incident
/// nothing is told GitHub.
/// </summary>
public sealed class KeepIssues(
    Database database, IssueLine line, GitHubSettings settings, PostOptions options, TimeProvider clock, ILogger<KeepIssues> log)
{
    static readonly TimeSpan Again = TimeSpan.FromMinutes(10), Daily = TimeSpan.FromDays(1), Month = TimeSpan.FromDays(30);

    /// <summary>Repeatable: what does not answer is asked again later.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (!settings.CanAsk || database.Read(db => Of(db, number)) is not var (row, of)) return;
        if (row.IsRefused) return;
        if (row.Number is null) await Make(row, of, stop);
        else await Follow(row, stop);
    }

    /// <summary>Wakes those of which GitHub is to be asked.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var at = now.ToUnixTimeMilliseconds();
        if (!settings.CanAsk || database.Read(db => IssueStore.Due(db, at)).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var followUp in IssueStore.Due(tx.Db, at)) tx.Wake(IssueRow.SubjectOf(followUp));
        });
    }

    /// <summary>A follow-up was ended, or is to be done after all: so is its issue.</summary>
    public static void Hear(Tx tx, string id, IReadOnlyList<Noted> facts)
    {
        if (facts.Any(f => f.Verb == FollowUpFacts.Done || f.Verb == FollowUpFacts.NotDoing || f.Verb == FollowUpFacts.Reopened)
            && IssueStore.Find(tx.Db, long.Parse(id, CultureInfo.InvariantCulture)) is { } row)
            tx.Wake(row.Subject);
    }

    // What all see, or nothing.
    static (IssueRow Row, FollowUpRow Of)? Of(IDbConnection db, long number) =>
        IssueStore.Find(db, number) is { } row && FollowUpStore.Find(db, Viewer.Public, number) is { } of ? (row, of) : null;

    async Task Make(IssueRow row, FollowUpRow of, CancellationToken stop)
    {
        if (row.AttemptedAt is { } at)
        {
            // Whether it was made is not known, and GitHub's own list needs a moment.
            var left = TimeSpan.FromMilliseconds(at - database.WireNow) + options.LookAfter;
            if (left > TimeSpan.Zero)
            {
                await database.Change(tx => tx.TryAgain(row.Subject, left));
                return;
            }

            var found = await line.Find(row.Repository, row.Mark, DateTimeOffset.FromUnixTimeMilliseconds(row.WantedAt), stop);
            if (found.End != GitHubEnd.Said || found.Value is not null)
            {
                // Until it is known that there is none, no other is made; but nobody waits for that for ever.
                var end = found.End == GitHubEnd.Said || IsOverdue(row) ? found.End : GitHubEnd.Away;
                await Came(row, of, new(end, found.Value, found.Why) { Wait = found.Wait });
                return;
            }
        }

        if (!await database.Change(tx => Begin(tx, row))) return;
        var text = IssueText.Of(of, database.Read(db => OfIncident.Find(db, Viewer.Public, of.Incident)), row.Mark);
        await Came(row, of, await line.Make(row.Repository, text, of.LabelList, stop));
    }

    bool IsOverdue(IssueRow row) =>
        clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(row.WantedAt) > Daily;

    static bool Begin(Tx tx, IssueRow row)
    {
        // Somebody may have chosen another repository, or hidden its incident.
        if (Of(tx.Db, row.FollowUp) is not var (now, _) || now.Mark != row.Mark || now.Number is not null) return false;
        IssueStore.Attempt(tx, row.FollowUp);
        return true;
    }

    async Task Came(IssueRow row, FollowUpRow of, GitHubAnswer<SeenIssue> answer)
    {
        if (answer.End != GitHubEnd.Said)
            log.LogWarning("GitHub makes no issue of {FollowUp} ({End}): {Why}", of.Label, answer.End, answer.Why);
        await database.Change(tx =>
        {
            if (IssueStore.Find(tx.Db, row.FollowUp) is not { } now || now.Mark != row.Mark) return;
            if (answer is { End: GitHubEnd.Said, Value: { } seen }) IssueStore.Made(tx, of, seen);
            else if (answer.End == GitHubEnd.Away) IssueStore.LookAgain(tx, row.FollowUp, Later(tx, answer.Wait), null);
            else IssueStore.Refuse(tx, of, IssueTrouble.Of(answer.End, row.Repository, answer.Why));
        });
    }

    async Task Follow(IssueRow row, CancellationToken stop)
    {
        if (row.LookAt <= clock.GetUtcNow().ToUnixTimeMilliseconds())
            await Saw(row, await line.Look(row.Repository, row.Number!.Value, stop));
        // What GitHub has just said counts.
        if (database.Read(db => Differing(db, row.FollowUp)) is null
            || await database.Change(tx => Ask(tx, row.FollowUp)) is not var (now, of)) return;
        var (isClosed, reason) = of.State switch
        {
            FollowUpState.Done => (true, "completed"),
            FollowUpState.NotDoing => (true, "not_planned"),
            _ => (false, "reopened"),
        };
        var answer = await line.Set(now.Repository, now.Number!.Value, isClosed, reason, stop);
        if (answer.End != GitHubEnd.Said) log.LogWarning("GitHub leaves {Issue} as it is: {Why}", now.Label, answer.Why);
        await database.Change(tx =>
        {
            if (IssueStore.Find(tx.Db, row.FollowUp) is not { } issue) return;
            if (answer is { End: GitHubEnd.Said, Value: { } seen }) Set(tx, issue, seen);
            else Leave(tx, issue, isClosed, answer);
        });
    }

    // One that is not as its follow-up is, as far as is known: what was asked otherwise may have come about unheard.
    static (IssueRow Row, FollowUpRow Of)? Differing(IDbConnection db, long number) =>
        Of(db, number) is var (row, of) && row.Number is not null
        && (row.Closed == of.FollowUp.IsOutstanding || row.IsAsked(of.FollowUp.IsOutstanding)) ? (row, of) : null;

    // GitHub may deliver what is asked before it answers, and also where its answer gets lost.
    static (IssueRow Row, FollowUpRow Of)? Ask(Tx tx, long number)
    {
        var differing = Differing(tx.Db, number);
        if (differing is var (_, of)) IssueStore.Ask(tx, number, !of.FollowUp.IsOutstanding);
        return differing;
    }

    static void Set(Tx tx, IssueRow row, SeenIssue seen)
    {
        IssueStore.Knows(tx, row, seen);
        if (!(row.SeenAt > seen.At.ToUnixTimeMilliseconds())) return;
        // Somebody did something to it since, which was delivered before this answer.
        IssueStore.LookAgain(tx, row.FollowUp, tx.Time, null);
        tx.Wake(row.Subject);
    }

    static void Leave(Tx tx, IssueRow row, bool isClosed, GitHubAnswer<SeenIssue> answer)
    {
        if (answer.End != GitHubEnd.Away) IssueStore.Unasked(tx, row.FollowUp, isClosed);
        IssueStore.LookAgain(tx, row.FollowUp, Later(tx, answer.Wait), IssueTrouble.Maybe(answer, row.Repository));
    }

    async Task Saw(IssueRow row, GitHubAnswer<SeenIssue> answer)
    {
        if (answer.End != GitHubEnd.Said) log.LogWarning("GitHub does not show {Issue}: {Why}", row.Label, answer.Why);
        await database.Change(tx =>
        {
            if (IssueStore.Find(tx.Db, row.FollowUp) is not { } now) return;
            if (answer is { End: GitHubEnd.Said, Value: { } seen } && !(now.SeenAt > seen.At.ToUnixTimeMilliseconds()))
            {
                HearIssues.Turn(tx, now, seen.IsClosed, seen.Reason);
                IssueStore.Knows(tx, now, seen);
            }

            IssueStore.LookAgain(tx, row.FollowUp, Next(tx, row, answer), IssueTrouble.Maybe(answer, now.Repository));
        });
    }

    static DateTimeOffset Later(Tx tx, TimeSpan wait) => tx.Time + (wait > Again ? wait : Again);

    // With deliveries a look only finds what got lost; what is over may come back for a while.
    DateTimeOffset? Next(Tx tx, IssueRow row, GitHubAnswer<SeenIssue> answer) => answer switch
    {
        { End: GitHubEnd.Away } => Later(tx, answer.Wait),
        { Value.IsClosed: false } => tx.Time + (settings.Secret is null ? Again : TimeSpan.FromHours(1)),
        _ when tx.Now - row.WantedAt < (long)Month.TotalMilliseconds * 3 => tx.Time + Daily,
        _ => null,
    };
}
