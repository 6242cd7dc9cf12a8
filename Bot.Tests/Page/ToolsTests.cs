using System.Text.RegularExpressions;
using Bot.Sandbox.Page.Text;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>The sandbox's own tools: CI, inspector, the switcher, on a desk and on a phone.</summary>
[Collection(nameof(PageTests))]
public sealed partial class ToolsTests(Chromium chromium)
{
    [Fact]
    public async Task CI_says_at_its_button_what_came_of_the_alert_and_leads_there()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team");
        await ana.Tool("CI");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Build fails on main" }).ClickAsync();
        var row = ana.Locator(".alert-row", new() { HasText = "Build fails on main" });
        await row.Locator(".answer").Shows("Opened INC-1.");
        await row.Locator(".answer a").ClickAsync();
        await ana.Locator("main h1").Shows("#inc-1-");
    }

    [Fact]
    public async Task CI_shows_what_is_known_of_an_alert_on_a_phone_too()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team", width: 390, height: 740);
        await ana.Tool("CI");
        await ana.GetByRole(AriaRole.Button, new() { Name = "What customers see fails in dbt" }).ClickAsync();
        var row = ana.Locator(".alert-row", new() { HasText = "What customers see fails in dbt" });
        await row.Locator(".answer").Shows("Opened INC-1.");
        await row.Locator(".answer summary").ClickAsync();
        await row.Locator("dl").Shows("customer-facing");
        await row.Locator("dl").Shows("Invoices in the portal");
        Assert.True(await ana.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        if (Environment.GetEnvironmentVariable("MESSAGE_PICTURES") is { } folder)
            await ana.ScreenshotAsync(new() { Path = Path.Combine(folder, "ci-known.png") });
        await ana.GetByRole(AriaRole.Button, new() { Name = "Alertmanager fires" }).ClickAsync();
        await ana.Locator(".answer").Shows("Opened INC-2.");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Alertmanager says it is resolved" }).ClickAsync();
        await ana.Locator(".answer").Shows("INC-2 is in Monitoring");
    }

    [Fact]
    public async Task The_inspector_names_channel_and_person_and_what_is_only_slow_is_not_red()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        await using var app = new Sandbox.RawApp(sandbox.Workspace);
        var channel = sandbox.Workspace.Conversations["random"].Id;
        sandbox.Workspace.Faults.On("conversations.join").Delay(TimeSpan.FromMilliseconds(20));
        await app.Done("conversations.join", new { channel });
        await app.Done("chat.postEphemeral", new { channel, user = sandbox.Workspace.People["ben"].Id, text = "psst" });
        sandbox.Workspace.Faults.On("chat.postMessage").ServerError();
        using var content = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using (await app.Raw("chat.postMessage", app.App.BotToken, content)) { }
        var ana = await sandbox.Window("ana", "random");
        await ana.Tool("Inspector");
        await Entry(ana, "chat.postEphemeral").Shows("#random · @ben");
        await Entry(ana, "chat.postEphemeral").Shows("10:0");
        await Assertions.Expect(Entry(ana, "conversations.join")).Not.ToHaveClassAsync(Bad());
        await Assertions.Expect(Entry(ana, "chat.postMessage")).ToHaveClassAsync(Bad());
        await ana.GetByLabel("Show").FillAsync("@ben");
        await Assertions.Expect(ana.Locator(".entry")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Ctrl_K_leads_to_a_conversation_by_the_beginning_of_its_name()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "random");
        await ana.Keyboard.PressAsync("Control+k");
        await ana.GetByLabel("Jump to", new() { Exact = true }).PressSequentiallyAsync("data");
        await Assertions.Expect(ana.GetByRole(AriaRole.Option, new() { Selected = true })).ToHaveTextAsync("data-incidents");
        await ana.Keyboard.PressAsync("ArrowDown");
        await ana.Keyboard.PressAsync("Enter");
        await ana.Locator("main h1").Shows("#data-leads");
        await Assertions.Expect(ana.Modal()).ToHaveCountAsync(0);
        await ana.Keyboard.PressAsync("Control+k");
        await ana.Keyboard.PressAsync("Escape");
        await Assertions.Expect(ana.Modal()).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_private_channel_has_a_lock_in_the_sidebar()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "random");
        await Assertions.Expect(ana.Locator(".place", new() { HasText = "data-leads" }).Locator(".hash svg")).ToHaveCountAsync(1);
        await Assertions.Expect(ana.Locator(".place", new() { HasText = "data-team" }).Locator(".hash")).ToHaveTextAsync("#");
    }

    [Fact]
    public async Task On_a_phone_the_title_has_the_room_and_the_tools_are_behind_one_button()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "data-incidents", width: 360, height: 740);
        Assert.True(await ana.Locator("main h1").EvaluateAsync<bool>("title => title.scrollWidth <= title.clientWidth"));
        Assert.True(await ana.Locator(".title").EvaluateAsync<bool>("title => title.clientWidth > 220"));
        await Assertions.Expect(ana.Locator(".clock")).ToBeHiddenAsync();
        await ana.Tool("10:0");
        await ana.GetByRole(AriaRole.Button, new() { Name = "+1 hour" }).ClickAsync();
        await ana.Locator(".clock").Shows("11:0");
    }

    [Fact]
    public void Every_emoji_that_the_bot_uses_is_drawn()
    {
        var folder = Path.GetFullPath(Path.Combine(Sandbox.BoltApp.Folder, "..", "..", "Bot"));
        var sources = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(Path.Combine(folder, "obj"), StringComparison.Ordinal));
        var used = sources.SelectMany(file => Named().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Contains("white_check_mark", used);
        Assert.Equal([], used.Except(Emoji.All.Keys).Except(["memory"])); // A name of SQLite's.
    }

    static ILocator Entry(IPage page, string name) => page.Locator(".entry", new() { HasText = name });

    // In words, with a space or the text's end around it; an id such as incident:12:card is none.
    [GeneratedRegex("""(?<=["\s*>]):([a-z0-9_+-]+):(?=["\s*<{])""")]
    private static partial Regex Named();

    [GeneratedRegex(@"\bbad\b")]
    private static partial Regex Bad();
}
