using System.Data;
using Bot.Alerts;
using Bot.Domain.Alerts;
using Bot.Domain.PullRequests;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;

namespace Bot.PullRequests;

/// <summary>
/// A commit runs in production, by a deployment or by a run of dbt that passed: what it contains is live, which the incidents of
/// those pull requests say once. Whether it contains a merge that it is not itself, GitHub is asked.
/// </summary>
public sealed class WhatIsLive(GitHubSettings settings)
{
    /// <summary>Why a deployment does not concern production; null where it does.</summary>
    public static string? Beside(IDbConnection db, string environment) => AlertSettings.Production(db).Beside(new Alert
    {
        Source = "github",
        Title = environment,
        DeduplicationKey = environment,
        Metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["environment"] = environment },
    });

    /// <summary>
    /// A run has passed: one of dbt may have in it all that is merged; another job, what the incidents of that job wait for.
    /// </summary>
    public void Passed(Tx tx, PassedRun run)
    {
        var (alert, job) = (run.Alert, run.IsOfDbt ? null : run.Alert.Job);
        if (alert["commit"] is not { } commit || !PullRules.IsCommit(commit) || (!run.IsOfDbt && job is null)
            || AlertSettings.Production(tx.Db).Beside(alert) is not null)
            return;
        var place = $"{(run.IsOfDbt ? "dbt" : "job")}:{alert.Job ?? alert.Subject}";
        Runs(tx, new(place, PullName.RepositoryOf(alert["repository"]), commit, job) { At = run.At });
    }

    /// <summary>A commit runs in production from now on; says what came of it.</summary>
    public string Runs(Tx tx, LiveCommit live)
    {
        var place = LiveStore.PlaceOf(live);
        var before = LiveStore.At(tx.Db, place);
        if (!LiveStore.Keep(tx, live)) return "A later one is known to run there.";
        CommitStore.ForgetOthers(tx);
        var merged = PullStore.Merged(tx.Db, live.Repository, live.Job);
        var own = merged.Where(row => PullRules.IsMergedBy(row.Known, live.Commit)).ToList();
        // Another commit may be an older one.
        var there = live.Commit.Equals(before, StringComparison.OrdinalIgnoreCase) ? []
            : PullStore.Deployed(tx.Db, live.Repository)
                .Where(row => row.Known.Place == place && !PullRules.IsMergedBy(row.Known, live.Commit)).ToList();
        GoLive(tx, own, place);
        if (!settings.CanAsk)
            return own.Count > 0 || merged.Count == 0 ? "Kept."
                : $"It is no merge that an incident shows; {GitHubSettings.TokenKey} would let the bot ask what it contains.";
        var asked = merged.Except(own).Concat(there).ToList();
        foreach (var row in asked) CommitStore.Ask(tx, row.Id, live.Commit);
        return asked.Count > 0 ? "GitHub is asked what it contains." : "Kept.";
    }

    /// <summary>What is known of one has changed: where it is merged now, what runs already may contain it.</summary>
    public void Merged(Tx tx, PullRow before)
    {
        if (before.State is PullState.Merged or PullState.Deployed
            || PullStore.Find(tx.Db, before.Id) is not { State: PullState.Merged } row)
            return;
        foreach (var (commit, place) in LiveStore.Of(tx.Db, row))
            if (PullRules.IsMergedBy(row.Known, commit))
            {
                GoLive(tx, [row], place);
                return;
            }
            else if (settings.CanAsk)
            {
                CommitStore.Ask(tx, row.Id, commit);
            }
    }

    /// <summary>GitHub has said whether a commit that runs in production contains a merge.</summary>
    public void Answered(Tx tx, PullRow row, string commit, bool contains)
    {
        CommitStore.Answered(tx, row.Id, commit);
        var places = LiveStore.Of(tx.Db, row).Where(live => live.Commit.Equals(commit, StringComparison.OrdinalIgnoreCase))
            .Select(live => live.Place).ToList();
        // Another one may run there by now, of which GitHub is asked as well.
        if (places.Count == 0) return;
        if (contains) GoLive(tx, [row], places[0]);
        else if (row.State == PullState.Deployed && row.Known.Place is { } place && places.Contains(place)) Gone(tx, row, place);
    }

    /// <summary>Where it ran there runs a commit without it: each open incident of its says so in one line.</summary>
    static void Gone(Tx tx, PullRow row, string place)
    {
        PullStore.Know(tx, row, PullRules.Gone(row.Known), isSaid: false);
        foreach (var number in PullStore.IncidentsOf(tx.Db, row.Id))
            if (IncidentStore.Find(tx.Db, Viewer.Bot, number) is { } incident)
                PullStore.Say(
                    tx, incident.Subject, row, PullState.Merged, row.Label,
                    incident.IsOpen ? IncidentLines.Alone(tx, incident, IncidentChange.Bot) : null);
        // Elsewhere it may run still.
        foreach (var (commit, other) in LiveStore.Of(tx.Db, row))
            if (other != place) CommitStore.Ask(tx, row.Id, commit);
    }

    /// <summary>They run in production: each open incident of theirs says so in one line, to its lead.</summary>
    static void GoLive(Tx tx, IReadOnlyList<PullRow> rows, string? place)
    {
        var live = rows.Where(row => row.State == PullState.Merged).ToList();
        var shown = live.SelectMany(row => PullStore.IncidentsOf(tx.Db, row.Id).Select(number => (Number: number, Row: row)))
            .GroupBy(of => of.Number, of => of.Row).ToList();
        foreach (var row in live) PullStore.Know(tx, row, PullRules.Live(row.Known, place), isSaid: false);
        foreach (var of in shown) Say(tx, of.Key, [.. of]);
    }

    static void Say(Tx tx, long number, List<PullRow> live)
    {
        if (IncidentStore.Find(tx.Db, Viewer.Bot, number) is not { } incident) return;
        var since = DateTimeOffset.FromUnixTimeMilliseconds(incident.Since);
        var (fixes, others) = (
            live.Where(row => PullRules.CanFix(row.Known, since)).ToList(),
            live.Where(row => !PullRules.CanFix(row.Known, since)).ToList());
        foreach (var row in others) PullStore.Say(tx, incident.Subject, row, PullState.Deployed, row.Label);
        if (fixes.Count == 0) return;
        var labels = string.Join("; ", fixes.Select(row => row.Label));
        tx.Note(
            incident.Subject, IncidentFacts.FixLive, IncidentChange.Bot, before: incident.IsOpen ? incident.Lead : null,
            after: labels, line: incident.IsOpen ? IncidentLines.Alone(tx, incident, IncidentChange.Bot) : null);
    }
}
