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
        Workflow = "workflow_run", Deployment = "deployment", Deploys = "deployment_status", Status = "status",
        Issues = "issues", Issue = "issue";

    static readonly HashSet<string> Wanted =
    [
        "full_name", "number", "title", "draft", "state", "merged_at", "merge_commit_sha", "head", "updated_at", "user",
        "submitted_at", "name", "path", "conclusion", "head_sha", "completed_at", "app", "sha", "environment",
        "id", Suite, "check_suite_id", "pull_requests", "created_at", "production_environment", "context",
        "state_reason", "action",
    ];

    static readonly Dictionary<string, string[]> Sections = new()
    {
        [Pull] = [Pull],
        ["pull_request_review"] = [Pull, Review],
        [Run] = [Run],
        [Suite] = [Suite],
        [Workflow] = [Workflow],
        [Deploys] = [Deploys, Deployment],
        // What a status says stands in no section.
        [Status] = [""],
        [Issues] = ["", Issue],
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
                var section = within ?? "";
                if (!Wanted.Contains(name) || (section != Repository && !sections.Contains(section))) return;
                using var json = JsonDocument.Parse(bytes);
                fields[(section, name)] = json.RootElement.Clone();
            },
            stop);
        return new Delivery(fields).Read(kind) ?? new GitHubEvent.Other($"This {kind} says nothing that counts here.");
    }

    /// <summary>
    /// What a check is called: two workflows of one commit may have a job of the same name, so it belongs to its suite, in which
    /// it stays when it runs again.
    /// </summary>
    public static string CheckName(string of, string name) => Limits.First($"{of}: {name}", LongestName);

    /// <summary>What a status is called: it belongs to its commit alone.</summary>
    public static string StatusName(string context) => Limits.First(PullRules.StatusName(context), LongestName);

    sealed class Delivery(Dictionary<(string Section, string Name), JsonElement> fields)
    {
        public GitHubEvent? Read(string kind)
        {
            if (Text(Repository, "full_name") is not { } name) return null;
            var repository = new GitHubRepository(name, Number(Repository, "id"));
            return kind switch
            {
                Pull => Pulled(repository),
                "pull_request_review" => Reviewed(repository),
                Run => Checked(
                    repository, kind, At(kind, "completed_at"),
                    Text(kind, "name") is { } run ? CheckName(OfSuite(kind), run) : null),
                Suite => Checked(repository, kind, At(kind, "updated_at"), OfAll(Number(kind, "id"))),
                // It is all that is in its suite, so both say the same.
                Workflow => Checked(repository, kind, At(kind, "updated_at"), OfAll(Number(kind, "check_suite_id"))),
                Status => Stands(repository),
                Issues => Changed(repository),
                _ => Deployed(repository),
            };
        }

        GitHubEvent.Pull? Pulled(GitHubRepository repository) =>
            Number(Pull, "number") is { } number && Text(Pull, "title") is { } title && At(Pull, "updated_at") is { } at
            && Field.Text(fields.GetValueOrDefault((Pull, "head")), "sha") is { } head
                ? new(repository, number, new(Limits.First(title, LongestTitle), head, at)
                {
                    IsDraft = Is(Pull, "draft"),
                    IsClosed = Text(Pull, "state") == "closed",
                    MergedAt = At(Pull, "merged_at"),
                    // Before it is merged, this is a trial of GitHub's own.
                    Merge = At(Pull, "merged_at") is null ? null : Text(Pull, "merge_commit_sha"),
                })
                : null;

        GitHubEvent.Pull? Reviewed(GitHubRepository repository) =>
            Pulled(repository) is not { } pull ? null
            : PullRules.VerdictOf(Text(Review, "state")) is { } verdict && At(Review, "submitted_at") is { } at
            && Field.Text(fields.GetValueOrDefault((Review, "user")), "login") is { } reviewer
                ? pull with { Reviewer = Limits.First(reviewer, LongestName), Review = new(verdict, at) }
                : pull;

        GitHubEvent.Checked? Checked(GitHubRepository repository, string section, DateTimeOffset? at, string? name) =>
            PullRules.Fails(Text(section, "conclusion")) is { } fails && at is { } ended && name is not null
            && Text(section, "head_sha") is { } commit
                ? new(repository, name, new(commit, fails, ended), Pulls(section)) : null;

        GitHubEvent.Checked? Stands(GitHubRepository repository) =>
            PullRules.Fails(Text("", "state")) is { } fails && Text("", "context") is { } context
            && Text("", "sha") is { } commit && (At("", "updated_at") ?? At("", "created_at")) is { } at
                ? new(repository, StatusName(context), new(commit, fails, at), []) : null;

        GitHubEvent.Issue? Changed(GitHubRepository repository) =>
            Number(Issue, "number") is { } number && Text("", "action") is { } action && At(Issue, "updated_at") is { } at
                ? new(
                    repository, number, action, Text(Issue, "state") == "closed", Text(Issue, "state_reason"), at)
                : null;

        GitHubEvent? Deployed(GitHubRepository repository) =>
            Text(Deploys, "state") is var state && state != "success"
                ? new GitHubEvent.Other($"A deployment is {state ?? "on its way"}.")
            : (Text(Deploys, "environment") ?? Text(Deployment, "environment")) is { } environment
            && Text(Deployment, "sha") is { } commit && PullRules.IsCommit(commit)
                ? new GitHubEvent.Deployed(
                    repository, commit, environment, Is(Deployment, "production_environment"),
                    At(Deploys, "created_at") ?? At(Deployment, "created_at"))
                : null;

        string OfSuite(string section) => Field.Text(fields.GetValueOrDefault((section, Suite)), "id")
            ?? Field.Text(fields.GetValueOrDefault((section, "app")), "id") ?? "app";

        static string? OfAll(long? suite) => suite is { } id ? CheckName($"{id}", "all checks") : null;

        /// <summary>Those of this repository alone: a branch may be offered to another as well.</summary>
        List<long> Pulls(string section) =>
            fields.GetValueOrDefault((section, "pull_requests")) is not { ValueKind: JsonValueKind.Array } all ? []
            :
            [
                .. all.EnumerateArray()
                .Where(pull => Number(Field.Of(Field.Of(Field.Of(pull, "base"), "repo"), "id")) is not { } of
                    || of == Number(Repository, "id"))
                .Select(pull => Number(Field.Of(pull, "number"))).OfType<long>(),
            ];

        long? Number(string section, string name) => Number(fields.GetValueOrDefault((section, name)));

        static long? Number(JsonElement said) =>
            said.ValueKind == JsonValueKind.Number && said.TryGetInt64(out var number) ? number : null;

        bool Is(string section, string name) => fields.GetValueOrDefault((section, name)).ValueKind == JsonValueKind.True;

        string? Text(string section, string name) =>
            fields.TryGetValue((section, name), out var value) && value.ValueKind == JsonValueKind.String
            && Field.Said(value) is { Length: > 0 } text ? text : null;

        DateTimeOffset? At(string section, string name) => Earlier.Instant(Text(section, name));
    }
}
