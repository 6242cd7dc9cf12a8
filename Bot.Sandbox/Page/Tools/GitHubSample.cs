using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Tools;

/// <summary>What GitHub delivers of a pull request, signed as it signs.</summary>
static class GitHubSample
{
    public const string Path = "v1/github", Link = "https://github.com/acme/dbt/pull/128";

    const string Head = "5f1c2a9be04d7786a1c3d52e90f4b8c7d6e5a401", Merge = "c0ffee11d2b84a6f97e3105b6a7d8e9f01234567";

    public static string Pull(bool isMerged = false, string? review = null) => Json.Write(new JsonObject
    {
        ["action"] = review is not null ? "submitted" : isMerged ? "closed" : "opened",
        ["review"] = review is null ? null : new JsonObject
        {
            ["state"] = review,
            ["submitted_at"] = DbtSample.Time,
            ["user"] = new JsonObject { ["login"] = "dev" },
        },
        ["pull_request"] = new JsonObject
        {
            ["number"] = 128,
            ["title"] = "Cast amounts of refunds",
            ["draft"] = false,
            ["state"] = isMerged ? "closed" : "open",
            ["merged_at"] = isMerged ? DbtSample.Time : null,
            ["merge_commit_sha"] = isMerged ? Merge : null,
            ["updated_at"] = DbtSample.Time,
            ["head"] = new JsonObject { ["sha"] = Head, ["ref"] = "fix/refunds" },
        },
        ["repository"] = Repository(),
    });

    public static string Deployed() => Json.Write(new JsonObject
    {
        ["deployment_status"] = new JsonObject
        {
            ["state"] = "success",
            ["environment"] = "production",
            ["created_at"] = DbtSample.Time,
        },
        ["deployment"] = new JsonObject { ["sha"] = Merge, ["environment"] = "production" },
        ["repository"] = Repository(),
    });

    static JsonObject Repository() => new() { ["full_name"] = "acme/dbt" };

    /// <summary>What stands above a body. The same body sent again is the same delivery.</summary>
    public static IReadOnlyList<(string Name, string Value)> Headers(string kind, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(BotProcessOptions.GitHubSecret), bytes);
        return
        [
            ("X-GitHub-Event", kind), ("X-GitHub-Delivery", new Guid(SHA256.HashData(bytes).AsSpan(0, 16)).ToString()),
            ("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(signature)}"),
        ];
    }
}
