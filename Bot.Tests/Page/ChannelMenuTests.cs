using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>People rename, leave and archive a channel on the page, on a desk and on a phone.</summary>
[Collection(nameof(PageTests))]
public sealed class ChannelMenuTests(Chromium chromium)
{
    [Theory]
    [InlineData(1200)]
    [InlineData(390)]
    public async Task A_channel_is_renamed_left_and_archived(int width)
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var channels = sandbox.Workspace.Conversations;
        var ana = await sandbox.Window("ana", "random", width: width, height: 740);
        await Choose(ana);
        await ana.GetByLabel("New name").FillAsync("Small Talk");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await ana.Locator("#channel [role=alert]").Shows("lower-case letters");
        await ana.GetByLabel("New name").FillAsync("small-talk");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await ana.Locator("main h1").Shows("#small-talk");
        await Choose(ana, "Leave channel");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Join channel" }).ClickAsync();
        await Choose(ana, "Archive channel");
        await ana.Locator(".closed").Shows("This channel is archived.");
        Assert.True(channels["small-talk"].Archived);
        await Choose(ana, "Unarchive channel");
        await Assertions.Expect(ana.Locator(".closed")).ToHaveCountAsync(0);
        Assert.True(await ana.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    static async Task Choose(IPage page, string? act = null)
    {
        var menu = page.Locator("#channel");
        if (!await menu.IsVisibleAsync())
            await page.GetByRole(AriaRole.Button, new() { Name = "Do something with the channel" }).ClickAsync();
        if (act is not null) await menu.GetByRole(AriaRole.Button, new() { Name = act }).ClickAsync();
    }
}
