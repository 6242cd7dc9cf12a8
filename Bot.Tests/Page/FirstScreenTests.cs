using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>What a newcomer meets: the first channel, answers for oneself alone, a sandbox that has stopped.</summary>
[Collection(nameof(PageTests))]
public sealed class FirstScreenTests(Chromium chromium)
{
    [Fact]
    public async Task The_first_channel_says_what_to_try_until_somebody_has()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "random");
        await Assertions.Expect(ana.Locator(".welcome")).ToHaveCountAsync(0);
        await ana.GotoAsync(sandbox.Workspace.Url.ToString());
        await ana.Locator("main h1").Shows("#data-team");
        await ana.Locator(".welcome").Press("Let CI report a failed build");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Build fails on main" }).ClickAsync();
        await ana.Locator(".answer").Shows("202");
        await ana.Keyboard.PressAsync("Escape");
        await ana.Locator(".welcome").Press("Move the clock");
        await Assertions.Expect(ana.Locator("#clock")).ToBeVisibleAsync();
        await ana.Keyboard.PressAsync("Escape");
        await ana.Write("Good morning");
        await Assertions.Expect(ana.Locator(".welcome")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_sample_people_read_the_announcements()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var members = sandbox.Workspace.Conversations["#data-incidents"].Members;
        Assert.Equal(["ana", "ben", "chloe", "dev", "emi", "finn", "gwen", "ivy"],
            members.Select(id => sandbox.Workspace.People[id].Handle).Order());
    }

    [Fact]
    public async Task Each_answer_for_oneself_alone_stands_apart_and_can_be_dismissed()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "random");
        await ana.Write("/one");
        await ana.Write("/two");
        await Assertions.Expect(ana.Locator(".only-you .note", new() { HasText = "Only you can see this" })).ToHaveCountAsync(2);
        await Assertions.Expect(ana.Locator(".only-you .byline")).ToHaveCountAsync(2);
        await ana.Message("/one").Press("Dismiss");
        await Assertions.Expect(ana.Message("/one")).ToHaveCountAsync(0);
        await ana.Message("/two").Shows("is not a valid command");
    }

    [Fact]
    public async Task A_page_whose_sandbox_has_stopped_says_so_and_comes_back_with_the_next()
    {
        var port = Bot.Sandbox.Loopback.FreePort();
        IPage ana;
        await using (var stopped = await OpenSandbox.Start(chromium, withBot: false, port))
        {
            ana = await chromium.Window();
            await ana.GotoAsync(new Uri(stopped.Workspace.Url, "as/ana/c/random").ToString());
            await ana.Write("The last words");
            await ana.Message("The last words").Shows("last");
        }
        await ana.Modal().Shows("The sandbox has stopped. Start it again with dotnet run --project Bot.Sandbox");
        await using var next = await OpenSandbox.Start(chromium, withBot: false, port);
        await Assertions.Expect(ana.Modal()).ToHaveCountAsync(0);
        await ana.Write("Back again");
        await ana.Message("Back again").Shows("again");
        await ana.Context.CloseAsync();
    }
}
