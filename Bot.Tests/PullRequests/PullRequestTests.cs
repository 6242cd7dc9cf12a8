using Bot.Domain.PullRequests;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using static Bot.Tests.PullRequests.GitHubActs;

namespace Bot.Tests.PullRequests;

/// <summary>Pull requests on the card of their incident. It is a Tuesday, and Ana is on call.</summary>
public sealed class PullRequestTests
{
    static List<string> Timeline(Afternoon afternoon, long number = 1) => afternoon.Get<Database>().Read(db =>
        IncidentStore.Timeline(db, Viewer.Bot, number).Select(e => LineText.Of(e, id => id)).ToList());

    static async Task<Afternoon> Attached()
    {
        var afternoon = await Begin();
        await afternoon.Ana.Says(Channel, $"I think it is {Link}");
        return afternoon;
    }

    [Fact]
    public async Task A_link_in_the_channel_puts_it_on_the_card_and_says_so_in_private()
    {
        await using var afternoon = await Attached();
        var said = afternoon.Ana.Sees("acme/dbt#12 stands on the card of INC-1 now.");
        Assert.True(said.IsEphemeral);
        Assert.Contains("with GITHUB_TOKEN it would at once", said.Text, StringComparison.Ordinal);
        Assert.Contains("acme/dbt#12: nothing heard of it yet", afternoon.Card().Text, StringComparison.Ordinal);
        afternoon.Ben.DoesNotSee("stands on the card");
        await afternoon.Delivers("pull_request", Pull(draft: true));
        Assert.Contains("Pull request\nacme/dbt#12 Fix the cast: draft", afternoon.Card().Text, StringComparison.Ordinal);
        Assert.Contains("attached acme/dbt#12", Timeline(afternoon));
        await said.Click("Undo");
        Assert.DoesNotContain("acme/dbt", afternoon.Card().Text, StringComparison.Ordinal);
        afternoon.Ana.Sees("Undone: it stands on the card of INC-1 no longer.");
        Assert.Equal("took acme/dbt#12 Fix the cast off again", Timeline(afternoon)[^1]);
        Assert.Equal((202, "No incident shows what it is about."), await afternoon.Delivers("pull_request", Pull(minute: 9)));
    }

    [Fact]
    public async Task A_command_puts_it_on_the_card_of_any_incident()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Slash($"/incident pr 1 {Link}", "#general");
        afternoon.Ben.Sees("acme/dbt#12 stands on the card of INC-1 now.");
        Assert.Contains("acme/dbt#12", afternoon.Card().Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash($"/incident pr {Link}", Channel);
        afternoon.Ana.Sees("acme/dbt#12 stands on the card of INC-1 already.");
        await afternoon.Ana.Slash("/incident pr", Channel);
        afternoon.Ana.Sees("Paste the link of the pull request");
        await afternoon.Ben.Slash($"/incident pr {Link}", "#general");
        afternoon.Ben.Sees("Say of which incident");
        await afternoon.Ben.Slash($"/incident pr 99 {Link}", "#general");
        afternoon.Ben.Sees("There is no INC-99.");
        await afternoon.Ben.Slash("/incident pr checks are stuck", "#general");
        Assert.Equal("pr checks are stuck", afternoon.Ben.Modal.Value("Name"));
    }

    [Fact]
    public async Task What_is_still_to_be_set_is_said_in_one_sentence()
    {
        await using var afternoon = await Begin(secret: null);
        await afternoon.Ana.Says(Channel, Link);
        afternoon.Ana.Sees("until whoever runs the bot sets GITHUB_WEBHOOK_SECRET and GITHUB_TOKEN.");
        Assert.Equal(401, (await afternoon.Delivers("ping", "{}")).Status);
    }

    [Fact]
    public async Task Each_change_edits_the_card_and_is_a_line_of_the_timeline()
    {
        await using var afternoon = await Attached();
        async Task Becomes(string kind, string body, string state)
        {
            var messages = afternoon.Ben.Messages(Channel).Count();
            await afternoon.Delivers(kind, body);
            Assert.Contains($"acme/dbt#12 Fix the cast: {state}", afternoon.Card().Text, StringComparison.Ordinal);
            Assert.Equal(messages, afternoon.Ben.Messages(Channel).Count());
        }

        await Becomes("pull_request", Pull(draft: true), "draft");
        await Becomes("pull_request", Pull(minute: 1), "open");
        await Becomes("pull_request_review", Reviewed("changes_requested", "ben", 2), "changes asked");
        await Becomes("pull_request_review", Reviewed("approved", "ben", 3), "approved");
        await Becomes("check_run", Check("failure", 4), "checks failing");
        await Becomes("check_run", Check("success", 5), "approved");
        await Becomes("pull_request", Pull(merge: Merge, minute: 6), "merged, not deployed yet");
        await Becomes("pull_request_review", Reviewed("approved", "ana", 3), "merged, not deployed yet");
        Assert.Equal(
            [
                "draft → *open*", "open → *changes asked*", "changes asked → *approved*", "approved → *checks failing*",
                "checks failing → *approved*", "approved → *merged*",
            ],
            Timeline(afternoon).Where(l => l.Contains('→') && l.Contains("acme", StringComparison.Ordinal))
                .Select(l => l.Split(": ")[1]));
    }

    [Fact]
    public async Task Fix_is_live_is_said_once_to_the_lead()
    {
        await using var afternoon = await Attached();
        await afternoon.Delivers("pull_request", Pull(merge: Merge));
        Assert.Equal(
            "It is no merge that an incident shows; GITHUB_TOKEN would let the bot ask what it contains.",
            (await afternoon.Delivers("deployment_status", Deployed(Later))).Said);
        Assert.Contains("staging is no production environment",
            (await afternoon.Delivers("deployment_status", Deployed(Merge, "staging"))).Said, StringComparison.Ordinal);
        afternoon.Ana.DoesNotSee("Fix is live");
        await afternoon.Delivers("deployment_status", Deployed(Merge));
        var live = afternoon.Ana.Sees("Fix is live: acme/dbt#12 Fix the cast.", Channel);
        Assert.Equal(["ana"], live.Notified);
        Assert.Contains("acme/dbt#12 Fix the cast: deployed", afternoon.Card().Text, StringComparison.Ordinal);
        await afternoon.Delivers("deployment_status", Deployed(Merge));
        Assert.Single(afternoon.Ana.Messages(Channel), m => m.Text.Contains("Fix is live", StringComparison.Ordinal));
        Assert.Contains("Investigating", afternoon.Card().Text, StringComparison.Ordinal);
        Assert.Single(Timeline(afternoon), l => l.StartsWith("fix is live", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_merge_that_is_heard_of_after_it_runs_is_live_too()
    {
        await using var afternoon = await Attached();
        await afternoon.Delivers("deployment_status", Deployed(Merge));
        await afternoon.Delivers("pull_request", Pull(merge: Merge));
        Assert.Equal(["ana"], afternoon.Ana.Sees("Fix is live", Channel).Notified);
        Assert.Contains(": deployed", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_merged_before_the_incident_began_is_no_fix_of_it()
    {
        const string Other = "#inc-2-stock-failed";
        await using var afternoon = await Attached();
        await afternoon.Delivers("pull_request", Pull(merge: Merge, minute: 5));
        await afternoon.Pass(TimeSpan.FromMinutes(40));
        await afternoon.Alert(Alerts.MadeRoutes.Job("stock"));
        await afternoon.Ben.Joins(Other);
        await afternoon.Ben.Says(Other, $"Since {Link}?");
        await afternoon.Delivers("deployment_status", Deployed(Merge));
        afternoon.Ana.Sees("Fix is live", Channel);
        Assert.Null(afternoon.Ben.Look("Fix is live", Other));
        var card = Assert.Single(afternoon.Ben.Messages(Other), m => m.IsPinned);
        Assert.Contains(": deployed", card.Text, StringComparison.Ordinal);
        Assert.Equal("acme/dbt#12 Fix the cast: merged → *deployed*", Timeline(afternoon, 2)[^1]);
    }

    [Fact]
    public async Task What_was_closed_on_GitHub_ends_nothing_and_says_so()
    {
        await using var afternoon = await Attached();
        await afternoon.Delivers("pull_request", Pull());
        await afternoon.Delivers("pull_request", Pull(closed: true, minute: 1));
        Assert.Contains("acme/dbt#12 Fix the cast: closed", afternoon.Card().Text, StringComparison.Ordinal);
        Assert.Equal(
            "acme/dbt#12 Fix the cast was closed without a merge; the incident stays as it is", Timeline(afternoon)[^1]);
        Assert.Contains("Investigating", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_is_text_whatever_stands_in_it()
    {
        await using var afternoon = await Attached();
        await afternoon.Delivers("pull_request", Pull(
            "<!channel> *Fix* <https://evil.example|acme> @ana\n> quoted " + new string('x', 5000), merge: Merge));
        var calls = afternoon.Workspace.Notifications.Count;
        await afternoon.Delivers("deployment_status", Deployed(Merge));
        var live = afternoon.Ana.Sees("Fix is live", Channel);
        Assert.Equal(["ana"], live.Notified);
        Assert.Equal(calls + 1, afternoon.Workspace.Notifications.Count);
        foreach (var raw in new[] { live.Posted.Blocks!.Value.GetRawText(), afternoon.Card().Posted.Blocks!.Value.GetRawText() })
        {
            Assert.DoesNotContain("<!channel>", raw, StringComparison.Ordinal);
            Assert.DoesNotContain("<https://evil.example", raw, StringComparison.Ordinal);
            Assert.DoesNotContain(new string('x', 700), raw, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_may_not_see_the_incident_attaches_nothing()
    {
        await using var afternoon = await Begin();
        await afternoon.Gus.Slash($"/incident pr 1 {Link}", "#general");
        Assert.DoesNotContain("acme/dbt", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_that_another_goes_into_shows_what_belonged_to_it()
    {
        await using var afternoon = await Attached();
        await afternoon.Delivers("pull_request", Pull());
        await afternoon.Alert(Alerts.MadeRoutes.Job("stock"));
        await afternoon.Ben.Slash("/incident merge 1 into 2");
        await afternoon.Ben.Modal.Submit();
        var card = Assert.Single(afternoon.Ben.Messages("#inc-2-stock-failed"), m => m.IsPinned);
        Assert.Contains("acme/dbt#12 Fix the cast: open", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_in_the_channel_of_what_is_over_calls_nobody()
    {
        await using var afternoon = await Attached();
        await afternoon.Delivers("pull_request", Pull(merge: Merge));
        await afternoon.Alert(Alerts.MadeRoutes.Job("orders", status: "resolved"));
        await afternoon.Ana.Slash("/incident resolve", Channel);
        await afternoon.Ana.Modal.Fill("What fixed it", "the cast").Submit();
        var calls = afternoon.Workspace.Notifications.Count;
        await afternoon.Delivers("deployment_status", Deployed(Merge));
        Assert.Equal(calls, afternoon.Workspace.Notifications.Count);
        Assert.Contains(": deployed", afternoon.Card().Text, StringComparison.Ordinal);
        Assert.StartsWith("fix is live", Timeline(afternoon)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_state_has_a_word_of_its_own() => Assert.Equal(
        Enum.GetValues<PullState>().Length,
        Enum.GetValues<PullState>().Select(state => CardPulls.Lines([new()
        {
            Repository = "acme/dbt", Number = 12, Url = Link, Title = "", State = state,
        }])).Distinct().Count());
}
