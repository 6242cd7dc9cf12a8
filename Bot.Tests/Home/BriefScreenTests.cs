using System.Text.Json;
using Bot.Sandbox;
using Bot.Sandbox.Page;
using Bot.Tests.Page;
using Microsoft.Playwright;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Home;

/// <summary>Every brief of the fortnight, in every form that it had, as a phone of 360 by 640 shows it.</summary>
[Collection(nameof(PageTests))]
public sealed class BriefScreenTests(Chromium chromium)
{
    const string Critical = "Critical: wants somebody now", Major = "Major: wants somebody today";
    const int Wide = 360, High = 640, MostRows = 8, Together = 20;

    // Rows of text, wrapped lines counted; buttons are not of it.
    const string Rows =
        """
        brief => [...brief.querySelectorAll(".section-text > div, .context")].reduce((rows, text) =>
          rows + Math.round(text.getBoundingClientRect().height / parseFloat(getComputedStyle(text).lineHeight)), 0)
        """;

    [Fact]
    public async Task Fits_one_screen_and_eight_lines_and_names_no_incident_twice()
    {
        chromium.Needed();
        var page = new Stage(new SteeredClock(At("2026-03-16T00:00Z")));
        await using var fortnight = await Fortnight.Live(onOwnClocks: false, page);
        var shown = fortnight.Shown.All;
        Assert.True(shown.Count > 30, $"{shown.Count} briefs are too few to say anything.");
        await Draw(fortnight.Afternoon, shown);
    }

    [Theory]
    [InlineData("Revenue per market and channel is empty since the migration of the warehouse")]
    [InlineData("売上ダッシュボードの市場別の値が昨夜の移行のあとから空のままになっている")]
    [InlineData("WAREHOUSE *LOADS* OF ALL MARKETS ARE WRONG <!channel> & LATE")]
    public async Task Many_with_long_names_have_a_row_each_and_the_rest_is_counted(string name)
    {
        chromium.Needed();
        await using var afternoon = await Afternoon.Begin(page: new Stage(new SteeredClock(At("2026-03-03T10:00Z"))));
        var shown = new ShownBriefs(afternoon.Workspace);
        await afternoon.Rotation("ana", "finn");
        await afternoon.Ana.Modal.Close();
        for (var n = 1; n <= 20; n++) await afternoon.Ana.Declares($"{n} {name}", n <= 12 ? Critical : Major, lead: "finn");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        foreach (var brief in afternoon.Finn.Briefs().Where(b => b.Text.Contains("INC-", StringComparison.Ordinal)))
        {
            Assert.InRange(brief.Text.Split('\n').Count(l => l.Contains("INC-", StringComparison.Ordinal)), 3, 5);
            Assert.Matches("… and 1[4-7] more: /incident list", brief.Text);
            Assert.Contains("12 Critical, 8 Major.", brief.Text, StringComparison.Ordinal);
        }

        Assert.NotEmpty(shown.All);
        await Draw(afternoon, shown.All);
    }

    async Task Draw(Afternoon afternoon, IReadOnlyList<string> shown)
    {
        var phone = await chromium.Window(Wide, High);
        foreach (var (briefs, n) in shown.Chunk(Together).Select((some, n) => (some, n)))
        {
            Show(afternoon, $"briefs-{n}", briefs);
            await phone.GotoAsync(new Uri(afternoon.Workspace.Url, $"as/ivy/c/briefs-{n}").ToString());
            await Assertions.Expect(phone.Locator("main .feed article")).ToHaveCountAsync(briefs.Length);
            var screen = await phone.Locator("main .feed").EvaluateAsync<double>("feed => feed.clientHeight");
            foreach (var brief in await phone.Locator("main .feed article").AllAsync()) await Check(brief, screen);
        }

        await phone.Context.CloseAsync();
    }

    static async Task Check(ILocator brief, double screen)
    {
        var text = await brief.InnerTextAsync();
        var (height, rows) = ((await brief.BoundingBoxAsync())!.Height, await brief.EvaluateAsync<int>(Rows));
        Assert.True(rows <= MostRows, $"{rows} lines:\n{text}");
        Assert.True(height <= screen, $"{height} of {screen} pixels:\n{text}");
        var names = await brief.Locator("a.mention").AllInnerTextsAsync();
        Assert.True(names.Distinct().Count() == names.Count, $"An incident twice:\n{text}");
    }

    /// <summary>Puts some one below the other in a channel: a person's own messages are too many to be drawn at once.</summary>
    static void Show(Afternoon afternoon, string name, string[] briefs)
    {
        var workspace = afternoon.Workspace;
        workspace.Do(() =>
        {
            var channel = workspace.Conversations.Create(workspace.People["ivy"], name, false);
            foreach (var brief in briefs)
                workspace.Conversations.Posting.Post(new Draft(channel, afternoon.App.BotUser)
                {
                    App = afternoon.App,
                    Text = "a brief",
                    Blocks = JsonDocument.Parse(brief).RootElement,
                });
        });
    }
}
