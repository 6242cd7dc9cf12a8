using System.Data;
using Bot.Domain.PullRequests;
using Bot.Storage;

namespace Bot.PullRequests;

/// <summary>
/// What becomes of a delivery of GitHub's: known by its id in the change that handles it, so that what is delivered again changes
/// nothing, and what failed can be.
/// </summary>
public sealed class HearGitHub(Database database, WhatIsLive live, GitHubSettings settings)
{
    const string Nothing = "No incident shows what it is about.";

    readonly List<(Func<IDbConnection, GitHubEvent, bool> IsAbout, Action<Tx, GitHubEvent> Hear)> others = [];

    /// <summary>Others hear of deliveries that are about something of theirs.</summary>
    public void Also(Func<IDbConnection, GitHubEvent, bool> isAbout, Action<Tx, GitHubEvent> hear) => others.Add((isAbout, hear));

    /// <summary>Handles a delivery, and says what came of it.</summary>
    public async Task<string> Hear(GitHubEvent heard, string delivery)
    {
        if (heard is GitHubEvent.Other { Why: var why }) return why;
        // Most of what a busy organisation does is about nothing here, and is not written down.
        if (await database.ReadInTurn(db => Beside(db, heard)) is { } beside) return beside;
        return await database.Change(tx =>
        {
            // Nothing that happens on GitHub changes who is on call, nor who is told of changes.
            tx.LeavesCommon = true;
            if (PullStore.CameBefore(tx, delivery)) return "The same delivery came before, so it changes nothing.";
            if (RepositoryOf(heard) is { } repository) PullStore.Follow(tx, repository, settings.Host);
            if (heard is GitHubEvent.Deployed deployed) return live.Runs(tx, Of(deployed));
            foreach (var (_, act) in others) act(tx, heard);
            foreach (var row in About(tx.Db, heard))
            {
                PullStore.Know(tx, row, After(row.Known, heard));
                live.Merged(tx, row);
            }

            return "Kept.";
        });
    }

    static LiveCommit Of(GitHubEvent.Deployed deployed) => new(
        $"deployment:{deployed.Repository.Name}:{deployed.Environment}".ToLowerInvariant(), deployed.Repository.Name,
        deployed.Commit)
    { At = deployed.At };

    static GitHubRepository? RepositoryOf(GitHubEvent heard) => heard switch
    {
        GitHubEvent.Pull pull => pull.Repository,
        GitHubEvent.Checked check => check.Repository,
        GitHubEvent.Deployed deployed => deployed.Repository,
        GitHubEvent.Issue issue => issue.Repository,
        _ => null,
    };

    string? Beside(IDbConnection db, GitHubEvent heard) => heard switch
    {
        // GitHub itself says so, whatever the place is called.
        GitHubEvent.Deployed { IsProduction: true } => null,
        GitHubEvent.Deployed { Environment: var environment } => WhatIsLive.Beside(db, environment),
        _ when others.Exists(other => other.IsAbout(db, heard)) => null,
        _ => About(db, heard).Count > 0 ? null : Nothing,
    };

    static List<PullRow> About(IDbConnection db, GitHubEvent heard) => heard switch
    {
        GitHubEvent.Pull pull => PullStore.Of(db, pull.Repository, "", [pull.Number]),
        GitHubEvent.Checked check => PullStore.Of(db, check.Repository, check.Check.Commit, check.Pulls),
        _ => [],
    };

    static PullRequest After(PullRequest now, GitHubEvent heard) => heard switch
    {
        GitHubEvent.Pull { Reviewer: { } reviewer, Review: { } review } pull =>
            PullRules.Reviewed(PullRules.Seen(now, pull.Seen), reviewer, review),
        GitHubEvent.Pull pull => PullRules.Seen(now, pull.Seen),
        GitHubEvent.Checked { Name: var name, Check: var check } => PullRules.Checked(now, name, check),
        _ => now,
    };
}
