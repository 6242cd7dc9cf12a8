using Bot.Sandbox;
using Bot.Tests.FollowUps;
using Bot.Tests.Home;
using static Bot.Tests.PullRequests.Issues.IssueActs;

namespace Bot.Tests.PullRequests.Issues;

/// <summary>The life of a follow-up, from a message to GitHub and back.</summary>
public sealed class FollowUpLifeTests
{
    [Fact]
    public async Task Made_by_a_reaction_handed_on_overdue_exported_closed_there_and_back_with_a_brief_a_day_at_most()
    {
        await using var github = await FakeIssues.Start();
        await using var afternoon = await Afternoon.Begin(settings: new()
        {
            ["GITHUB_WEBHOOK_SECRET"] = GitHubActs.Secret,
            ["GITHUB_TOKEN"] = FakeGitHub.Token,
            ["GITHUB_API_URL"] = github.Url,
        });
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Declares("orders are late");
        var said = await afternoon.Ana.Says(Channel, "the loader wants a retry");
        await said.React("fast_forward");
        Assert.Equal((afternoon.Ana.Id, "2026-03-17"), (afternoon.Row().Owner, afternoon.Row().Due));

        await afternoon.Ana.Slash("/followup reassign 1 @ben");
        Assert.Equal(afternoon.Ben.Id, afternoon.Row().Owner);
        // From now on it is due, and then overdue.
        await Days(afternoon, 21);
        Assert.True(afternoon.Row().FollowUp.IsOverdue(new(2026, 3, 24)));

        await afternoon.Ben.Slash("/followup github 1 acme/dbt");
        Assert.Equal("Acme/dbt#1", afternoon.Row().Issue);
        await afternoon.Delivers("issues", github.Does(1, "closed", "closed", "completed"));
        Assert.Equal(("Done", "GitHub", null), afternoon.State());
        await Days(afternoon, 3);
        await afternoon.Delivers("issues", github.Does(1, "reopened", "open", "reopened"));
        Assert.Equal("Outstanding", afternoon.State().State);
        await Days(afternoon, 7);

        foreach (var member in (Member[])[afternoon.Ana, afternoon.Ben, afternoon.Chloe])
        {
            var days = member.Briefs().Select(b => Day(b.Posted.Ts)).ToList();
            Assert.Equal(days.Distinct(), days);
        }

        Assert.Contains(afternoon.Ben.Briefs(), b => b.Text.Contains("the loader wants a retry", StringComparison.Ordinal));
        Assert.Equal(0, github.Changes);
    }

    static DateOnly Day(string ts) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(
        long.Parse(ts.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture)).UtcDateTime);

    /// <summary>They pass three hours at a time, as briefs come in the morning.</summary>
    static async Task Days(Afternoon afternoon, int count)
    {
        for (var hour = 0; hour < count * 8; hour++) await afternoon.Pass(TimeSpan.FromHours(3));
    }
}
