using System.Text.Json;
using Bot.Alerts;
using Bot.Alerts.Dbt;
using Bot.Domain.PullRequests;
using Bot.Slack;

namespace Bot.PullRequests;

/// <summary>
/// Reads what GitHub delivers as it comes over the line, and keeps only the few fields that count: a field that is new, or not
/// there, is no error, and of a kind of event that the bot does not know nothing is read.
/// </summary>
public static class ReadGitHub
{
    /// <summary>In characters.</summary>
    public const int LongestTitle = 300;

    const int LongestMember = 1024 * 1024, LongestName = 200;
    const string Repository = "repository", Pull = "pull_request", Review = "review", Run = "check_run", Suite = "check_suite",
        Workflow = "workflow_run", Deployment = "deployment", Status = "deployment_status";

    static readonly HashSet<string> Wanted =
    [
        "full_name", "number", "title", "draft", "state", "merged_at", "merge_commit_sha", "head", "updated_at", "user",
        "submitted_at", "name", "path", "conclusion", "head_sha", "completed_at", "app", "sha", "environment",
    ];

    static readonly Dictionary<string, string[]> Sections = new()
    {
        [Pull] = [Pull],
        ["pull_request_review"] = [Pull, Review],
        [Run] = [Run],
        [Suite] = [Suite],
        [Workflow] = [Workflow],
        [Status] = [Status, Deployment],
    };

    /// <summary>What a delivery says; throws <see cref="JsonException"/> where it is no JSON, or not whole.</summary>
    /// <param name="kind">GitHub's word for the event.</param>
    /// <param name="body">The delivery, which may be read in part.</param>
    /// <param name="stop">Ends the reading.</param>
    public static async Task<GitHubEvent> Of(string kind, Stream body, CancellationToken stop)
    {
        if (!Sections.TryGetValue(kind, out var sections))
            return new GitHubEvent.Other($"The bot takes no interest in {kind}.");
        var fields = new Dictionary<(string Section, string Name), JsonElement>();
        await new JsonMembers(body, LongestMember).Walk(
            (within, name, bytes) =>
            {
                if (within is null || !Wanted.Contains(name) || (within != Repository && !sections.Contains(within))) return;
                using var json = JsonDocument.Parse(bytes);
                fields[(within, name)] = json.RootElement.Clone();
            },
            stop);
        return new Delivery(fields).Read(kind) ?? new GitHubEvent.Other($"This {kind} says nothing that counts here.");
    }

    sealed class Delivery(Dictionary<(string Section, string Name), JsonElement> fields)
    {
        public GitHubEvent? Read(string kind)
        {
            if (Text(Repository, "full_name") is not { } repository) return null;
            return kind switch
            {
                Pull => Pulled(repository),
                "pull_request_review" => Reviewed(repository),
                Run => Checked(repository, kind, At(kind, "completed_at"), Text(kind, "name"), OfApp(kind)),
                Suite => Checked(repository, kind, At(kind, "updated_at"), "all checks", OfApp(kind)),
                Workflow => Checked(
                    repository, kind, At(kind, "updated_at"), Text(kind, "path") ?? Text(kind, "name"), "workflow"),
                _ => Deployed(repository),
            };
        }

        GitHubEvent.Pull? Pulled(string repository) =>
            fields.TryGetValue((Pull, "number"), out var said) && said.ValueKind == JsonValueKind.Number
            && said.TryGetInt64(out var number) && Text(Pull, "title") is { } title && At(Pull, "updated_at") is { } at
            && Field.Text(fields.GetValueOrDefault((Pull, "head")), "sha") is { } head
                ? new(new(repository, number), new(Limits.First(title, LongestTitle), head, at)
                {
                    IsDraft = fields.GetValueOrDefault((Pull, "draft")).ValueKind == JsonValueKind.True,
                    IsClosed = Text(Pull, "state") == "closed",
                    MergedAt = At(Pull, "merged_at"),
                    // Before it is merged, this is a trial of GitHub's own.
                    Merge = At(Pull, "merged_at") is null ? null : Text(Pull, "merge_commit_sha"),
                })
                : null;

        GitHubEvent.Pull? Reviewed(string repository) =>
            Pulled(repository) is not { } pull ? null
            : PullRules.VerdictOf(Text(Review, "state")) is { } verdict && At(Review, "submitted_at") is { } at
            && Field.Text(fields.GetValueOrDefault((Review, "user")), "login") is { } reviewer
                ? pull with { Reviewer = Limits.First(reviewer, LongestName), Review = new(verdict, at) }
                : pull;

        GitHubEvent.Checked? Checked(string repository, string section, DateTimeOffset? at, string? name, string of) =>
            PullRules.Fails(Text(section, "conclusion")) is { } fails && at is { } ended && name is not null
            && Text(section, "head_sha") is { } commit
                ? new(repository, Limits.First($"{of}: {name}", LongestName), new(commit, fails, ended)) : null;

        GitHubEvent? Deployed(string repository) =>
            Text(Status, "state") is var state && state != "success"
                ? new GitHubEvent.Other($"A deployment is {state ?? "on its way"}.")
            : (Text(Status, "environment") ?? Text(Deployment, "environment")) is { } environment
            && Text(Deployment, "sha") is { } commit && PullRules.IsCommit(commit)
                ? new GitHubEvent.Deployed(repository, commit, environment) : null;

        string OfApp(string section) =>
            Field.Text(fields.GetValueOrDefault((section, "app")), "id") ?? "app";

        string? Text(string section, string name) =>
            fields.TryGetValue((section, name), out var value) && value.ValueKind == JsonValueKind.String
            && Field.Said(value) is { Length: > 0 } text ? text : null;

        DateTimeOffset? At(string section, string name) => Earlier.Instant(Text(section, name));
    }
}
