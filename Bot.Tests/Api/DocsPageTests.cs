using Bot.Tests.Page;
using Microsoft.Playwright;

namespace Bot.Tests.Api;

/// <summary>The page on which people read what programs can ask.</summary>
[Collection(nameof(PageTests))]
public sealed class DocsPageTests(Chromium chromium)
{
    [Fact]
    public async Task It_is_read_in_a_browser_that_gets_nowhere_else()
    {
        chromium.Needed();
        await using var afternoon = await Afternoon.Begin();
        var page = await chromium.Window();
        List<string> elsewhere = [];
        page.Request += (_, request) =>
        {
            string[] own = [afternoon.Url.ToString(), "data:", "blob:"];
            if (!own.Any(from => request.Url.StartsWith(from, StringComparison.Ordinal))) elsewhere.Add(request.Url);
        };
        // Its script is five megabytes, which a busy machine reads for long.
        await page.GotoAsync(new Uri(afternoon.Url, "docs").ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.GetByText("Incidents, the newest first.").First)
            .ToBeVisibleAsync(new() { Timeout = 120_000 });
        await page.GetByText("Incidents, the newest first.").First.ClickAsync();
        await Assertions.Expect(page.GetByText("severity").First).ToBeVisibleAsync();
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task A_browser_is_told_to_load_nothing_of_others()
    {
        await using var afternoon = await Afternoon.Begin();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(afternoon.Url, "docs"), TestContext.Current.CancellationToken);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"https?:|\*", policy);
    }
}
