using System.Text.Json.Nodes;
using Bot.Domain.Alerts;

namespace Bot.Alerts.Senders;

/// <summary>The webhooks of CircleCI: a workflow or a job has ended.</summary>
public static class CircleCi
{
    const string Name = "CircleCI";

    /// <summary>The header is a list of versions, of which the first is known.</summary>
    public static IEnumerable<string> Signatures(HttpRequest request) =>
        from header in request.Headers["circleci-signature"]
        from version in header.Split(',', StringSplitOptions.TrimEntries)
        where version.StartsWith("v1=", StringComparison.Ordinal)
        select version[3..];

    public static IReadOnlyList<Heard> Read(string source, byte[] body, string? charset) =>
        Message.Each(source, body, charset, Name, message => message.Text("type") switch
        {
            "workflow-completed" or "job-completed" when message.Text("workflow", "name") is { } workflow =>
                new Ended(message, workflow).Heard(),
            { } type when type is not ("workflow-completed" or "job-completed") =>
                new(Other(message, type), []) { Delivery = message.Text("id") },
            _ => null,
        });

    static Alert Other(Message message, string type) => message.Alert(new()
    {
        ["title"] = $"{Name} {type}{(message.Text("webhook", "name") is { } hook ? $" of {hook}" : "")}",
        ["deduplication_key"] = type,
    }) with
    {
        OfNoInterest = type == "ping" ? $"{Name} has reached the bot; it tells of no build."
            : $"The bot takes no interest in {type} of {Name}.",
    };

    /// <summary>The end of a workflow, or of one of its jobs.</summary>
    sealed class Ended(Message message, string workflow)
    {
        readonly string? branch = First(message, "branch"), tag = First(message, "tag"),
            job = message.Text("type") == "job-completed" ? message.Text("job", "name") ?? "a job" : null;

        readonly string status = (message.Text("job", "status") ?? message.Text("workflow", "status") ?? "").ToLowerInvariant();

        public Heard Heard()
        {
            var alert = message.Alert(new()
            {
                ["title"] = $"{Repository} {workflow} {Became} on {branch ?? tag ?? "a tag"}".TrimStart(),
                ["description"] = job is null ? null : $"Job {job} {Became}.",
                ["status"] = status == "success" ? "resolved" : "firing",
                ["deduplication_key"] = string.Join(
                    '|', message.Text("project", "slug") ?? Repository, workflow, branch ?? tag ?? "tag"),
                ["source_url"] = message.Text("workflow", "url"),
                ["metadata"] = Metadata(),
            });
            return new(alert with { OfNoInterest = OfNoInterest }, [])
            {
                Delivery = message.Text("id"),
                // A run that began earlier says nothing of the commit that is built by now.
                Began = Earlier.Instant(message.Text("workflow", "created_at") ?? message.Text("happened_at")),
                Run = message.Text("workflow", "id"),
                Part = job,
            };
        }

        string? OfNoInterest => status is "success" or "failed" or "error" or "unauthorized" ? null
            : status.Length == 0 ? $"{Name} does not say how it ended, so it changes nothing."
            : $"It was {status}, which says neither that it failed nor that it is well.";

        string Became => status switch
        {
            "success" => "passed",
            "failed" => "failed",
            "error" => "could not run",
            "unauthorized" => "was not allowed to run",
            _ => $"ended ({status})",
        };

        // The slugs of newer projects are made of ids.
        string? Repository =>
            message.Text("project", "slug") is { } slug && !slug.StartsWith("circleci/", StringComparison.Ordinal)
            && slug.IndexOf('/') is > 0 and var host ? slug[(host + 1)..]
            : message.Text("project", "name") is { } project
                ? message.Text("organization", "name") is { } organization ? $"{organization}/{project}" : project
            : null;

        JsonObject Metadata() => Message.Values(
            ("repository", Repository), ("branch", branch), ("tag", tag), ("workflow", workflow), ("job", job),
            ("commit", message.Text("pipeline", "vcs", "revision") ?? Triggered(message, "checkout_sha")),
            ("commit_message", message.Text("pipeline", "vcs", "commit", "subject") ?? Triggered(message, "commit_title")),
            ("author", message.Text("pipeline", "vcs", "commit", "author", "name") ?? Triggered(message, "commit_author_name")),
            ("pipeline", message.Text("pipeline", "number")));

        static string? First(Message message, string name) => message.Text("pipeline", "vcs", name) ?? Triggered(message, name);

        /// <summary>Of a project without vcs, what started its pipeline; each host has a place of its own for it.</summary>
        static string? Triggered(Message message, string name) =>
            message["pipeline", "trigger_parameters"] is not JsonObject hosts ? null
            : message.Text("pipeline", "trigger_parameters", "git", name)
                ?? hosts.Select(host => message.Text("pipeline", "trigger_parameters", host.Key, name))
                    .FirstOrDefault(value => value is not null);
    }
}
