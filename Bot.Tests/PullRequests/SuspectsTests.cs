using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Bot.Incidents;
using Bot.Storage;
using Bot.Tests.Alerts.Dbt;
using Bot.Tests.Incidents.Private;
using static Bot.Tests.PullRequests.GitHubActs;

namespace Bot.Tests.PullRequests;

/// <summary>
/// A job of dbt was green with one commit and is red with another: what lies between is looked through. It is a Tuesday, and Ana
/// is on call.
/// </summary>
public sealed class SuspectsTests : IAsyncLifetime
{
    const string Told = "touch what fails", Green = Merge, Red = Head;

    const string Manifest = """
        {"metadata": {"generated_at": "2026-03-01T00:00:00Z", "project_name": "acme"},
         "nodes": {
          "model.acme.stg_orders": {"original_file_path": "models/stg_orders.sql", "depends_on": {"nodes": []} },
          "model.acme.fct_orders": {"original_file_path": "models\\marts\\fct_orders.sql",
            "depends_on": {"nodes": ["model.acme.stg_orders"]} } } }
        """;

    static readonly TimeSpan Soon = TimeSpan.FromMinutes(11);

    static readonly FakeGitHub.Commit
        Beside = new(Sha('1'), "Say more in the readme", "chloe", "README.md"),
        Parent = new(Sha('2'), "Cast the amounts\n\nThey are text.", "ben", "transform/models/stg_orders.sql") { Pull = 12 },
        Itself = new(Sha('3'), "Join the refunds", "dev", "transform/models/marts/fct_orders.sql"),
        Brought = new(Sha('4'), "Merge pull request #12", "ben", Parent.Files) { IsMerge = true };

    FakeGitHub github = null!;

    static string Sha(char sign) => new(sign, 40);

    public async ValueTask InitializeAsync()
    {
        github = await FakeGitHub.Start();
        github.Commits.AddRange([Beside, Parent, Itself, Brought]);
    }

    public ValueTask DisposeAsync() => github.DisposeAsync();

    async Task<Afternoon> Breaks(
        string? green = Green, string? red = Red, bool isConnected = true, bool hasManifest = true, string job = DbtSender.Job)
    {
        var afternoon = await Afternoon.Begin(settings: new()
        {
            ["GITHUB_TOKEN"] = isConnected ? FakeGitHub.Token : null,
            ["GITHUB_API_URL"] = github.Url,
        });
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        if (hasManifest)
        {
            using var kept = await afternoon.Puts(HttpMethod.Put, $"manifest{job}", Manifest);
        }

        await afternoon.Sends(DbtFiles.Run("success stg_orders", "success fct_orders"), Of(job, green));
        await afternoon.Fails(Of(job, red));
        return afternoon;
    }

    static string Of(string job, string? commit) => commit is null ? job : $"{job}&commit={commit}";

    /// <summary>What whoever asks reads.</summary>
    static async Task<string> Asked(Afternoon afternoon, int number = 1)
    {
        await afternoon.Ana.Slash($"/incident suspects {number}", "#general");
        var text = afternoon.Ana.Modal.Text;
        await afternoon.Ana.Modal.CloseAll();
        return text;
    }

    int Compared => github.Asked.Count(path => path.Contains("/compare/", StringComparison.Ordinal));

    [Fact]
    public async Task The_channel_reads_once_which_commits_touch_what_fails_and_what_they_change_of_it()
    {
        await using var afternoon = await Breaks();
        var said = afternoon.Ana.Sees(Told, afternoon.Where()).Text;
        Assert.Contains(
            "Between the last green run and the first red one, 2 commits touch what fails", said, StringComparison.Ordinal);
        Assert.Contains("Join the refunds", said, StringComparison.Ordinal);
        Assert.Contains("transform/models/marts/fct_orders.sql, which fails", said, StringComparison.Ordinal);
        Assert.Contains("Cast the amounts", said, StringComparison.Ordinal);
        Assert.Contains("transform/models/stg_orders.sql, from which fct_orders is made", said, StringComparison.Ordinal);
        Assert.Contains("ben · acme/dbt#12", said, StringComparison.Ordinal);
        Assert.True(
            said.IndexOf("Join", StringComparison.Ordinal) < said.IndexOf("Cast", StringComparison.Ordinal), said);
        foreach (var beside in (string[])["readme", "Merge pull request", "They are text"])
            Assert.DoesNotContain(beside, said, StringComparison.Ordinal);
        Assert.Empty(afternoon.Ana.Sees(Told, afternoon.Where()).Notified);
        Assert.Equal(1, Compared);
        await afternoon.Fails(Of(DbtSender.Job, Later));
        await afternoon.Pass(Soon);
        Assert.Single(afternoon.Ana.Messages(afternoon.Where()), m => m.Text.Contains(Told, StringComparison.Ordinal));
        Assert.Equal(1, Compared);
    }

    [Fact]
    public async Task A_suspect_goes_onto_the_card_by_a_press()
    {
        await using var afternoon = await Breaks();
        var message = afternoon.Ana.Sees(Told, afternoon.Where());
        Assert.Equal(["Put on the card"], message.Buttons);
        await message.Click("Put on the card");
        Assert.Contains("acme/dbt#12 Fix the cast", afternoon.Pinned().Text, StringComparison.Ordinal);
        Assert.Contains(
            "acme/dbt#12 · on the card", afternoon.Ana.Sees(Told, afternoon.Where()).Text, StringComparison.Ordinal);
        Assert.Empty(afternoon.Ana.Sees(Told, afternoon.Where()).Buttons);
    }

    [Fact]
    public async Task Whoever_asks_reads_them_and_puts_one_on_the_card_from_there()
    {
        await using var afternoon = await Breaks();
        await afternoon.Ben.Joins(afternoon.Where());
        await afternoon.Ben.Slash("/incident", afternoon.Where());
        await afternoon.Ben.Modal.Press("See suspects");
        Assert.Equal("Suspects of INC-1", afternoon.Ben.Modal.Title);
        await afternoon.Ben.Modal.Press("Put on the card");
        Assert.Contains("acme/dbt#12 · on the card", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("acme/dbt#12 Fix the cast", afternoon.Pinned().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, Red, "No green run of this job is known that named its commit.")]
    [InlineData(Green, null, "CI does not say from which commit the failed run was.")]
    [InlineData(Red, "aaaaaaaaaaaa", "The last green run was of the same commit")]
    public async Task Where_the_commits_are_not_known_it_says_why(string? green, string? red, string why)
    {
        await using var afternoon = await Breaks(green, red);
        Assert.Contains(why, await Asked(afternoon), StringComparison.Ordinal);
        Assert.Equal(0, Compared);
        Assert.DoesNotContain(afternoon.Ana.Messages(afternoon.Where()), m => m.Text.Contains(Told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_GitHub_it_says_what_connects_it_and_where_the_commits_are_read()
    {
        await using var afternoon = await Breaks(isConnected: false);
        var said = await Asked(afternoon);
        Assert.Contains("GitHub is not connected.", said, StringComparison.Ordinal);
        Assert.Contains("See all commits on GitHub", said, StringComparison.Ordinal);
        Assert.Empty(github.Asked);
    }

    [Fact]
    public async Task Where_nothing_touches_what_fails_nothing_is_told_and_no_commit_is_looked_at()
    {
        github.Commits.RemoveAll(commit => commit != Beside);
        await using var afternoon = await Breaks();
        Assert.Contains("1 commit lies between", await Asked(afternoon), StringComparison.Ordinal);
        Assert.Single(github.Asked);
        Assert.DoesNotContain(
            afternoon.Ana.Messages(afternoon.Where()), m => m.Text.Contains("green run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_many_commits_are_not_looked_through_but_it_is_told_what_they_change_together()
    {
        github.Commits.AddRange(Enumerable.Range(0, 40).Select(n => Beside with { Sha = $"{n:x40}" }));
        await using var afternoon = await Breaks();
        var said = afternoon.Ana.Sees("44 commits change what fails", afternoon.Where()).Text;
        Assert.Contains("transform/models/marts/fct_orders.sql, which fails", said, StringComparison.Ordinal);
        Assert.Contains("See all commits on GitHub", said, StringComparison.Ordinal);
        Assert.Single(github.Asked);
    }

    [Fact]
    public async Task At_most_five_are_shown()
    {
        github.Commits.AddRange(Enumerable.Range(0, 6).Select(n => Itself with { Sha = $"{n:x40}" }));
        await using var afternoon = await Breaks();
        var said = afternoon.Ana.Sees("8 commits touch what fails", afternoon.Where()).Text;
        Assert.Contains("3 more", said, StringComparison.Ordinal);
        Assert.Equal(5, said.Split("which fails").Length - 1);
    }

    [Theory]
    [InlineData(502, "GitHub does not answer just now.")]
    [InlineData(401, "GitHub does not take GITHUB_TOKEN.")]
    [InlineData(429, "GitHub does not answer just now.")]
    [InlineData(404, "GitHub does not show these commits of acme/dbt to the bot.")]
    public async Task What_GitHub_does_not_say_is_asked_again_while_the_failure_is_new(int status, string why)
    {
        github.Status = status;
        await using var afternoon = await Breaks();
        Assert.Contains(why, await Asked(afternoon), StringComparison.Ordinal);
        github.Status = 200;
        await afternoon.Pass(Soon);
        afternoon.Ana.Sees(Told, afternoon.Where());
    }

    [Theory]
    [InlineData(502, 10, 18)]
    [InlineData(404, 4, 9)]
    public async Task What_is_not_new_any_more_is_not_asked_again_until_somebody_does(int status, int least, int most)
    {
        github.Status = status;
        await using var afternoon = await Breaks();
        for (var n = 0; n < 20; n++) await afternoon.Pass(Soon);
        var asked = Compared;
        Assert.InRange(asked, least, most);
        await afternoon.Pass(TimeSpan.FromHours(2));
        Assert.Equal(asked, Compared);
        github.Status = 200;
        await Asked(afternoon);
        Assert.Contains(Told, await Asked(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_which_pull_request_one_came_is_asked_again_too()
    {
        (github.Status, github.Where) = (429, $"{Parent.Sha}/pulls");
        await using var afternoon = await Breaks();
        Assert.Empty(afternoon.Ana.Sees(Told, afternoon.Where()).Buttons);
        github.Status = 200;
        await afternoon.Pass(Soon);
        Assert.Equal(["Put on the card"], afternoon.Ana.Sees(Told, afternoon.Where()).Buttons);
    }

    [Fact]
    public async Task A_manifest_that_comes_behind_the_run_is_waited_for()
    {
        await using var afternoon = await Breaks(hasManifest: false);
        Assert.Contains("Have CI send manifest.json.", await Asked(afternoon), StringComparison.Ordinal);
        using var kept = await afternoon.Puts(HttpMethod.Put, $"manifest{DbtSender.Job}", Manifest);
        await afternoon.Pass(Soon);
        afternoon.Ana.Sees(Told, afternoon.Where());
    }

    [Fact]
    public async Task What_others_write_is_shown_and_does_nothing()
    {
        const string Worst = "<!channel> <@U1> *bold* <https://evil.example|GitHub> `code` https://evil.example #general @here";
        github.Commits.Clear();
        github.Commits.Add(new(Sha('5'), Worst, Worst, "*_`<!here>`_*/models/marts/fct_orders.sql") { Pull = 12 });
        await using var afternoon = await Breaks();
        var message = afternoon.Ana.Sees("1 commit touches what fails", afternoon.Where());
        Assert.Empty(message.Notified);
        var raw = JsonNode.Parse(message.Posted.Blocks!.Value.GetRawText())!.ToJsonString(
            new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Contains("&lt;!channel&gt;", raw, StringComparison.Ordinal);
        foreach (var live in (string[])["<!channel>", "<!here>", "<@U1>", "<https://evil", "*bold*"])
            Assert.DoesNotContain(live, raw, StringComparison.Ordinal);
        Assert.Contains("evil.example", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_green_run_the_next_red_one_has_suspects_of_its_own()
    {
        await using var afternoon = await Breaks();
        afternoon.Ana.Sees("2 commits touch what fails", afternoon.Where());
        await afternoon.Sends(DbtFiles.Run("success stg_orders", "success fct_orders"), Of(DbtSender.Job, Later));
        github.Commits.RemoveAll(commit => commit != Itself);
        await afternoon.Fails(Of(DbtSender.Job, Sha('9')));
        afternoon.Ana.Sees("1 commit touches what fails", afternoon.Where());
        Assert.Contains($"/repos/acme/dbt/compare/{Later}...{Sha('9')}", github.Asked);
    }

    [Fact]
    public async Task Of_what_became_private_others_learn_nothing()
    {
        await using var afternoon = await Breaks();
        var press = afternoon.Ben.Sees(Told, afternoon.Where()).Aim("Put on the card");
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await press();
        Assert.Empty(afternoon.Get<Database>().Read(db => CardPulls.Of(db, 1)));
        await afternoon.Ben.Slash("/incident suspects 1", "#general");
        Assert.Null(afternoon.Ben.ModalOrNone);
        afternoon.Ben.Sees("INC-1 is private.");
        Assert.Contains(Told, await Asked(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merged_they_are_those_of_the_other_too_until_that_is_undone()
    {
        await using var afternoon = await Breaks();
        await afternoon.Ben.Slash("/incident declare sums are wrong", "#data-team");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Modal.CloseAll();
        await afternoon.Ben.Slash("/incident merge 1 into 2", "#data-team");
        await afternoon.Ben.Modal.Submit();
        Assert.Contains(Told, await Asked(afternoon, 2), StringComparison.Ordinal);
        await afternoon.Ben.Sees("merged INC-1", "#inc-2-sums-are-wrong").Click("Undo");
        Assert.Contains("No failing node of dbt belongs to INC-2", await Asked(afternoon, 2), StringComparison.Ordinal);
        Assert.Contains(Told, await Asked(afternoon), StringComparison.Ordinal);
    }
}
