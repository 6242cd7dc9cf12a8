using Bot.Sandbox;
using Bot.Tests.FollowUps;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.PullRequests.Issues;

/// <summary>An incident with a follow-up, and GitHub. It is a Tuesday, and Ana is on call.</summary>
static class IssueActs
{
    public const string Channel = "#inc-1-orders-are-late";

    /// <param name="github">A server that plays GitHub; null where the bot has no token.</param>
    public static async Task<Afternoon> Begin(FakeIssues? github)
    {
        var afternoon = await Afternoon.Begin(settings: new()
        {
            ["GITHUB_WEBHOOK_SECRET"] = GitHubActs.Secret,
            ["GITHUB_TOKEN"] = github is null ? null : FakeGitHub.Token,
            ["GITHUB_API_URL"] = github?.Url,
        });
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Declares("orders are late");
        await afternoon.Ana.Slash("/followup fix the freshness test @ben", Channel);
        return afternoon;
    }

    /// <summary>With its issue.</summary>
    public static async Task<Afternoon> Linked(FakeIssues github)
    {
        var afternoon = await Begin(github);
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        return afternoon;
    }

    public static (string State, string? EndedBy, string? Reason) State(this Afternoon afternoon)
    {
        var row = afternoon.Row();
        return (row.State.ToString(), row.EndedBy, row.Reason);
    }

    public static string State(this FakeIssues github) =>
        $"{(string)github.All[0]["state"]!} {(string?)github.All[0]["state_reason"]}".TrimEnd();

    /// <summary>The form of the follow-up, as somebody reads it.</summary>
    public static async Task<Modal> Form(this Member reader)
    {
        if (reader.ModalOrNone is { } open) await open.CloseAll();
        await reader.Slash("/followup 1");
        return reader.Modal;
    }
}
