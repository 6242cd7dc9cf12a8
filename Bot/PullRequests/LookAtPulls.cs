using System.Globalization;
using Bot.Domain.PullRequests;
using Bot.Incidents;
using Bot.Storage;

namespace Bot.PullRequests;

/// <summary>
/// Asks GitHub about pull requests: at once when one is attached, later every ten minutes, as deliveries get lost; and what runs
/// in production contains, when a commit does.
/// </summary>
public sealed class LookAtPulls(
    Database database, GitHubLine github, WhatIsLive live, GitHubSettings settings, TimeProvider clock, ILogger<LookAtPulls> log)
{
    /// <summary>Repeatable: asks what is due of one of them. What does not answer is asked again later.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var pull = long.Parse(id, CultureInfo.InvariantCulture);
        if (!github.CanAsk || database.Read(db => PullStore.Find(db, pull)) is not { } row) return;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (row.LookAt <= now) await Look(row, stop);
        foreach (var commit in database.Read(db => CommitStore.Due(db, pull, now)))
            if (!await Ask(pull, commit, stop)) return;
    }

    /// <summary>Wakes those of which GitHub is to be asked.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var at = now.ToUnixTimeMilliseconds();
        if (!github.CanAsk || database.Read(db => PullStore.Due(db, at)).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var pull in PullStore.Due(tx.Db, at)) tx.Wake(PullIds.SubjectOf(pull));
        });
    }

    async Task Look(PullRow asked, CancellationToken stop)
    {
        var answer = await github.Look(asked.Name, stop);
        if (answer.End != GitHubEnd.Said) Say(asked, answer.End, answer.Why);
        await database.Change(tx =>
        {
            tx.LeavesCommon = true;
            // Somebody may have taken it away meanwhile, and GitHub may have delivered something newer.
            if (PullStore.Find(tx.Db, asked.Id) is null) return;
            if (answer.Value is { Repository: var of }) PullStore.IsOf(tx, asked.Id, of, settings.Host);
            // It may be the same as one that was linked to under another name.
            if (PullStore.Find(tx.Db, asked.Id) is not { } row) return;
            if (answer.Value is { Pull: var said }) PullStore.Know(tx, row, PullRules.Looked(row.Known, asked.Known, said));
            live.Merged(tx, row);
            PullStore.Looked(tx, asked.Id, TroubleOf(answer.End), answer.Wait);
        });
    }

    /// <returns>Whether others can be asked now.</returns>
    async Task<bool> Ask(long pull, string commit, CancellationToken stop)
    {
        if (database.Read(db => PullStore.Find(db, pull)) is not
            { State: PullState.Merged or PullState.Deployed, Known.Merge: { } merge } row)
            return false;
        var answer = await github.Contains(row.Repository, merge, commit, stop);
        if (answer.End is GitHubEnd.Refused or GitHubEnd.Away) Say(row, answer.End, answer.Why);
        await database.Change(tx =>
        {
            tx.LeavesCommon = true;
            if (answer.End is GitHubEnd.Refused or GitHubEnd.Away) CommitStore.AskLater(tx, pull, answer.Wait);
            else if (answer.End == GitHubEnd.Unseen) CommitStore.Unseen(tx, pull, commit);
            else if (PullStore.Find(tx.Db, pull) is { } now) live.Answered(tx, now, commit, answer.Value);
        });
        return answer is { End: GitHubEnd.Said, Value: false } or { End: GitHubEnd.Unseen };
    }

    static string? TroubleOf(GitHubEnd end) => end switch
    {
        GitHubEnd.Unseen => CardPulls.Unseen,
        GitHubEnd.Refused => CardPulls.Refused,
        _ => null,
    };

    void Say(PullRow row, GitHubEnd end, string why) =>
        log.LogWarning("GitHub does not answer for {PullRequest} ({End}): {Why}", row.Name, end, why);
}
