using System.Globalization;
using Bot.Alerts.Dbt;
using Bot.Domain.Alerts.Dbt;
using Bot.Domain.PullRequests;
using Bot.Storage;

namespace Bot.PullRequests;

/// <summary>
/// Asks GitHub which commits between the last green run and the first red one touch what fails: what they change together first,
/// and where any of it matters, each of them.
/// </summary>
public sealed class LookForSuspects(
    Database database, GitHubLine github, DbtManifests manifests, SaySuspects say, TimeProvider clock,
    ILogger<LookForSuspects> log)
{
    static readonly TimeSpan Budget = TimeSpan.FromMinutes(1);

    /// <summary>Repeatable: asks where that is due, and tells the incident's channel what is known.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (database.Read(db => SuspectStore.Find(db, number)) is not { } row) return;
        if (github.CanAsk && row.LookAt <= clock.GetUtcNow().ToUnixTimeMilliseconds()) await Ask(row, stop);
        await say.Show(number, stop);
    }

    /// <summary>Wakes those of which GitHub is to be asked.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var at = now.ToUnixTimeMilliseconds();
        if (!github.CanAsk || database.Read(db => SuspectStore.Due(db, at)).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var incident in SuspectStore.Due(tx.Db, at)) tx.Wake(PullIds.SuspectsSubjectOf(incident));
        });
    }

    async Task Ask(SuspectRow row, CancellationToken stop)
    {
        var (found, wait) = await Learn(row, stop);
        if (found.End is SuspectEnd.Refused or SuspectEnd.Away)
            log.LogWarning("GitHub does not say what lies between {Green} and {Red} ({End})", row.Green, row.Red, found.End);
        await database.Change(tx =>
        {
            tx.LeavesCommon = true;
            SuspectStore.Keep(tx, row, found, wait);
        });
    }

    async Task<(FoundSuspects Found, TimeSpan Wait)> Learn(SuspectRow row, CancellationToken stop)
    {
        if (row is not { Repository: { } repository, Green: { } green }) return (new(SuspectEnd.NotNewer), default);
        var files = Files(row.Incident);
        if (files.Count == 0) return (new(SuspectEnd.NoFiles), default);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(stop);
        budget.CancelAfter(Budget);
        try
        {
            return await Learn(repository, (green, row.Red), files, budget.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (new(SuspectEnd.Away), default);
        }
    }

    IReadOnlyList<SuspectFile> Files(long incident) =>
    [
        .. database.Read(db => FailingRun.Failing(db, incident))
            .SelectMany(project => FailingFiles.Of(manifests.Of(project.Place).Graph, project.Nodes)).Distinct(),
    ];

    async Task<(FoundSuspects Found, TimeSpan Wait)> Learn(
        string repository, (string Green, string Red) runs, IReadOnlyList<SuspectFile> files, CancellationToken stop)
    {
        var compared = await github.Compare(repository, runs.Green, runs.Red, stop);
        if (compared.Value is not { } between) return (new(EndOf(compared.End)), compared.Wait);
        if (between.Total == 0) return (new(SuspectEnd.NotNewer), default);
        var together = SuspectRules.Touched(between.Files, files);
        // What was changed and changed back is as it was.
        if (together.Count == 0 && between.Files.Count < GitHubLine.MostFiles)
            return (new(SuspectEnd.Looked, between.Total), default);
        if (between.Total > GitHubLine.MostCommits)
            return (
                new(SuspectEnd.TooMany, between.Total) { Together = [.. together.Take(SuspectBlocks.Most)] }, default);
        var commits = new List<SeenCommit>();
        foreach (var sha in between.Commits)
        {
            var commit = await github.Look(repository, sha, stop);
            if (commit.Value is not { } seen) return (new(EndOf(commit.End)), commit.Wait);
            if (PullRules.IsCommit(seen.Sha)) commits.Add(seen);
        }

        var suspects = SuspectRules.Of(commits, files);
        var (with, lacks, wait) = await WithPulls(repository, suspects.Take(SuspectBlocks.Most), stop);
        return (
            new(SuspectEnd.Looked, between.Total)
            {
                Suspects = [.. with, .. suspects.Skip(SuspectBlocks.Most)],
                LacksPulls = lacks,
            },
            wait);
    }

    // That it is not known by which pull request one came is no reason to keep it back.
    async Task<(List<Suspect> With, bool Lacks, TimeSpan Wait)> WithPulls(
        string repository, IEnumerable<Suspect> suspects, CancellationToken stop)
    {
        var (with, lacks, wait) = (new List<Suspect>(), false, TimeSpan.Zero);
        foreach (var suspect in suspects)
        {
            var pull = await github.PullOf(repository, suspect.Sha, stop);
            with.Add(suspect with { Pull = pull.Value });
            if (pull.End is not (GitHubEnd.Away or GitHubEnd.Unseen)) continue;
            (lacks, wait) = (true, pull.Wait > wait ? pull.Wait : wait);
        }

        return (with, lacks, wait);
    }

    static SuspectEnd EndOf(GitHubEnd end) => end switch
    {
        GitHubEnd.Refused => SuspectEnd.Refused,
        GitHubEnd.Away => SuspectEnd.Away,
        _ => SuspectEnd.Unseen,
    };
}
