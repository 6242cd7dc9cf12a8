using Bot.Sandbox;
using Bot.Sandbox.Seed;
using Bot.Tests.Laws;

namespace Bot.Tests.Sandbox;

public sealed class DemoTests : IDisposable
{
    static readonly DateTimeOffset Present = new(2026, 3, 31, 9, 0, 0, TimeSpan.Zero);
    readonly string folder = Directory.CreateTempSubdirectory("sandbox-demo-").FullName;
    readonly StringWriter told = new();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        told.Dispose();
    }

    [Fact]
    public async Task Two_weeks_of_history_are_made_as_people_would()
    {
        var clock = new SteeredClock(Present.AddDays(-14), 0);
        await using var workspace = await Workspace.Start(new WorkspaceOptions
        {
            Clock = clock,
            AckDeadline = TimeSpan.FromSeconds(30),
            TriggerLifetime = TimeSpan.FromSeconds(30),
        });
        SampleWorkspace.AddAnnouncements(workspace);
        var app = workspace.AddApp(Manifest.Text);
        DemoSeed seed;
        await using (var bot = await SeedBot.Start(workspace, app, clock, folder))
        {
            seed = new DemoSeed(workspace, clock, bot, new SeedProgress(told, changes: false, TimeProvider.System));
            await seed.Run(Present, weeks: 2, TestContext.Current.CancellationToken);
        }
        Assert.Empty(seed.Missed);
        Assert.Empty(workspace.Problems);
        Assert.Equal(Present, clock.GetUtcNow());

        var ivy = workspace.Member("ivy");
        var cards = workspace.Conversations.All.Where(each => each.Name.StartsWith("inc-", StringComparison.Ordinal))
            .Select(each => ivy.Messages(each.Name).First(message => message.IsPinned).Text).ToList();
        Assert.Equal(4, cards.Count);
        Assert.Equal(3, cards.Count(card => card.Contains("Resolved", StringComparison.Ordinal)));
        Assert.Contains(
            cards,
            card => card.Contains("merged before its source", StringComparison.Ordinal)
                && !card.Contains("Resolved", StringComparison.Ordinal));
        Assert.Contains(SampleWorkspace.DataTeam, who => workspace.Member(who).Look("covers you") is not null);
        Assert.Contains(
            SampleWorkspace.DataTeam,
            who => workspace.Member(who).Messages().Any(message => message.Buttons.Contains("I take it")));
        Assert.True(ivy.Messages("#data-incidents").Count(
            message => message.Text.Contains("is on call until", StringComparison.Ordinal)) >= 2);
    }

    [Fact]
    public void Progress_says_how_far_and_how_long_where_lines_are_kept()
    {
        var progress = new SeedProgress(told, changes: false, TimeProvider.System);
        progress.Show(0.31, Present, "Ben resolves INC-3");
        progress.Show(0.32, Present, "not said again within a tenth");
        Assert.StartsWith(
            "Demo     31 %  Tue 31 Mar 09:00  Ben resolves INC-3, about ", told.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not said", told.ToString(), StringComparison.Ordinal);
    }
}
