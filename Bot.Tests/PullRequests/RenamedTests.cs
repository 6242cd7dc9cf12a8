using Bot.Incidents;
using Bot.Storage;
using static Bot.Tests.PullRequests.GitHubActs;

namespace Bot.Tests.PullRequests;

/// <summary>A repository is renamed, or moved, while an incident shows a pull request of it. It is a Tuesday.</summary>
public sealed class RenamedTests
{
    const string New = "acme/dbt-core";

    static async Task<Afternoon> Known()
    {
        var afternoon = await Begin();
        await afternoon.Ana.Says(Channel, Link);
        await afternoon.Delivers("pull_request", Of(Called("Acme/dbt"), Pull()));
        return afternoon;
    }

    static CardPull Only(Afternoon afternoon) => Assert.Single(afternoon.Get<Database>().Read(db => CardPulls.Of(db, 1)));

    static void Shows(Afternoon afternoon, string line) =>
        Assert.Contains(line, afternoon.Card().Text, StringComparison.Ordinal);

    [Fact]
    public async Task Its_pull_requests_are_known_by_its_id_and_take_its_name()
    {
        await using var afternoon = await Known();
        await afternoon.Delivers("pull_request", Of(Called(New), Pull(merge: Merge, minute: 5)));
        Shows(afternoon, "acme/dbt-core#12 Fix the cast: merged, not deployed yet");
        Assert.Equal("https://github.com/acme/dbt-core/pull/12", Only(afternoon).Url);
        await afternoon.Ana.Slash("/incident pr https://github.com/acme/dbt-core/pull/12", Channel);
        afternoon.Ana.Sees("acme/dbt-core#12 stands on the card of INC-1 already.");
    }

    [Fact]
    public async Task A_check_under_the_new_name_is_theirs()
    {
        await using var afternoon = await Known();
        await afternoon.Delivers("check_run", Of(Called(New), Check("failure", 3)));
        Shows(afternoon, "acme/dbt-core#12 Fix the cast: checks failing");
    }

    [Fact]
    public async Task What_was_linked_under_both_names_is_one()
    {
        await using var afternoon = await Known();
        await afternoon.Ana.Says(Channel, "https://github.com/acme/dbt-core/pull/12");
        Shows(afternoon, "acme/dbt-core#12: nothing heard of it yet");
        await afternoon.Delivers("pull_request", Of(Called(New), Pull(minute: 5)));
        Assert.Equal((New, 12L), (Only(afternoon).Repository, Only(afternoon).Number));
        Shows(afternoon, "acme/dbt-core#12 Fix the cast: open");
    }

    [Fact]
    public async Task Another_repository_that_takes_the_old_name_is_another()
    {
        await using var afternoon = await Known();
        Assert.Equal(
            (202, "No incident shows what it is about."),
            await afternoon.Delivers("pull_request", Of(Called("Acme/dbt", 8), Pull("Something else", minute: 5))));
        Shows(afternoon, "acme/dbt#12 Fix the cast: open");
    }

    [Fact]
    public async Task Asked_under_the_old_name_GitHub_says_the_new_one()
    {
        await using var github = await FakeGitHub.Start();
        (github.Renamed, github.Pull) = (New, FakeGitHub.Is(of: Called(New)));
        await using var afternoon = await Begin(github);
        await afternoon.Ana.Says(Channel, $"{github.Url}/acme/dbt/pull/12");
        Shows(afternoon, "acme/dbt-core#12 Fix the cast: open");
    }
}
