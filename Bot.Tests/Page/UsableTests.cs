using System.Diagnostics;
using System.Text.Json.Nodes;
using Bot.Sandbox;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>The page for everybody: full channels, storms, keyboards and screen readers.</summary>
[Collection(nameof(PageTests))]
public sealed class UsableTests(Chromium chromium)
{
    [Fact]
    public async Task Of_five_thousand_messages_few_are_drawn_however_far_one_scrolls()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = sandbox.Workspace.Member("ana");
        for (var i = 1; i <= 5_000; i++) ana.Posts("random", i % 7 == 0 ? $"message {i}.\nin two lines" : $"message {i}.");
        var window = await sandbox.Window("ben", "random");
        await window.Message("message 5000.").Shows("5000");
        Assert.True(await window.Locator("main article").CountAsync() < 100);
        await window.EvaluateAsync(Scrolling.Record);
        await window.Locator("main .feed").HoverAsync();
        await Scrolling.Until(window, -1, "message 1.");
        await Assertions.Expect(window.Locator(".beginning")).ToBeVisibleAsync();
        await Scrolling.Until(window, 1, "message 5000.");
        TestContext.Current.TestOutputHelper!.WriteLine(await window.EvaluateAsync<string>(Scrolling.Report));
        Assert.InRange(await window.EvaluateAsync<int>("scrolled.most"), 100, 300);
        Assert.Equal(0, await window.EvaluateAsync<int>("scrolled.jumps"));
    }

    [Fact]
    public async Task Who_writes_far_up_is_brought_to_what_was_written()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = sandbox.Workspace.Member("ana");
        for (var i = 1; i <= 800; i++) ana.Posts("random", $"message {i}.");
        var window = await sandbox.Window("ben", "random");
        await window.Locator("main .feed").HoverAsync();
        await Scrolling.Until(window, -1, "message 1.");
        await Assertions.Expect(window.Message("message 800.")).ToHaveCountAsync(0);
        await window.Write("Here I am");
        await Assertions.Expect(window.Message("Here I am")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task In_a_storm_of_alerts_the_page_still_answers()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team");
        await Stopwatches.Prepare(ana);
        var watch = new Stopwatches();
        await ana.Locator(".tools").Press("CI");
        await ana.GetByRole(AriaRole.Button, new() { Name = "A storm of 40" }).ClickAsync();
        await ana.Keyboard.PressAsync("Escape");
        var box = ana.Locator("main .composer textarea[data-live]");
        await box.FillAsync("still here");
        await watch.Step(
            "in the storm: a message is written", ana, () => box.PressAsync("Enter"), ana, "main article", "still here");
        await box.FillAsync("/incident");
        await watch.Step(
            "in the storm: /incident opens its form", ana, () => box.PressAsync("Enter"), ana, "dialog h2", "Declare");
        watch.Print();
    }

    [Fact]
    public async Task A_command_is_completed_with_the_keyboard_alone()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "data-team");
        var box = ana.Locator(".composer textarea[data-live]");
        await box.PressSequentiallyAsync("/cov");
        await ana.Locator(".offers.up").Shows("/cover who | rota");
        await box.PressAsync("Tab");
        await Assertions.Expect(box).ToHaveValueAsync("/cover ");
        await box.FillAsync("ask @on-c");
        await ana.Locator(".offers.up").Shows("On-call engineers");
        await box.PressAsync("Tab");
        await Assertions.Expect(box).ToHaveValueAsync("ask @on-call-engineers ");
        await box.PressAsync("Enter");
        await ana.Message("ask").Locator(".mention").Shows("@on-call-engineers");
    }

    [Fact]
    public async Task What_one_person_writes_is_unread_for_another_who_answers_in_a_thread()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "random");
        var ben = await sandbox.Window("ben", "data-team");
        await ana.Write("Who knows the orders model?");
        await Assertions.Expect(ben.Locator(".place.unread", new() { HasText = "random" })).ToBeVisibleAsync();
        await ben.Go("random");
        await Assertions.Expect(ben.Locator(".place.unread")).ToHaveCountAsync(0);
        await ben.Message("orders model").HoverAsync();
        await ben.Message("orders model").GetByLabel("Reply in a thread").ClickAsync();
        await ben.GetByLabel("Reply", new() { Exact = true }).FillAsync("I do");
        await ben.GetByLabel("Reply", new() { Exact = true }).PressAsync("Enter");
        await ana.Message("orders model").Locator(".replies").Shows("1 reply");
    }

    [Fact]
    public async Task A_kind_of_block_that_cannot_be_drawn_shows_its_json()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var workspace = sandbox.Workspace;
        var app = workspace.Apps.All[0];
        workspace.Do(() => workspace.Conversations.Posting.Post(new Draft(workspace.Conversations["random"], app.BotUser)
        {
            App = app,
            Text = "fallback",
            Blocks = new JsonArray(new JsonObject { ["type"] = "hologram", ["depth"] = 3 }).Element(),
        }));
        var ana = await sandbox.Window("ana", "random");
        await ana.Locator(".unknown").Shows("\"type\": \"hologram\"");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme, int width)
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team", width, scheme: scheme);
        await ana.Ci("Build fails on main");
        await ana.Go("inc-1-");
        await ana.Message("INC-1").First.Shows("Triage");
        await Check(ana);
        await ana.Message("INC-1").First.Press("Update");
        await Assertions.Expect(ana.Modal()).ToBeVisibleAsync();
        await Check(ana);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Axe_finds_nothing_serious_in_Home_reactions_files_and_threads(ColorScheme scheme, int width)
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team", width, scheme: scheme);
        await ana.Home("Data Responder");
        await ana.Locator("main .home").Shows("On call now");
        await Check(ana);
        await ana.Go("data-team");
        await ana.GetByLabel("Attach files")
            .SetInputFilesAsync(new FilePayload { Name = "dbt.log", MimeType = "text/plain", Buffer = new byte[900] });
        await ana.Locator(".attached").Shows("dbt.log");
        await Check(ana);
        await ana.Write("Here is the log");
        var message = ana.Message("Here is the log");
        await message.HoverAsync();
        await message.GetByLabel("Add a reaction").First.ClickAsync();
        await Check(ana);
        await ana.Locator(".palette").Press("eyes");
        await message.Locator(".reaction").First.Shows("1");
        await Check(ana);
        await message.GetByLabel("Reply in a thread").ClickAsync();
        await Assertions.Expect(ana.Locator(".thread")).ToBeVisibleAsync();
        await Check(ana);
    }

    static async Task Check(IPage page)
    {
        await page.AddScriptTagAsync(new() { Path = await Axe() });
        var serious = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run()).violations.filter(each => ["serious", "critical"].includes(each.impact))
              .map(each => `${each.id}: ${each.help}: ${each.nodes.map(node => node.html).join(" ").slice(0, 600)}`)
            """);
        Assert.Empty(serious);
    }

    static async Task<string> Axe()
    {
        var folder = Path.Combine(Sandbox.BoltApp.Folder, "..", "..", "Bot.Tests", "Page");
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        if (File.Exists(script)) return script;
        using var npm =
            Process.Start(new ProcessStartInfo("npm", "ci") { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        await npm.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await npm.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, npm.ExitCode);
        return script;
    }
}
