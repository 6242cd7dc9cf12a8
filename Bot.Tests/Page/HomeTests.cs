using System.Text.Json.Nodes;

namespace Bot.Tests.Page;

/// <summary>An app's Home in the browser: every visit is told, what is published appears, and its elements work.</summary>
[Collection(nameof(PageTests))]
public sealed class HomeTests(Chromium chromium)
{
    [Fact]
    public async Task Each_visit_is_told_once_and_the_view_changes_under_the_reader()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        await using var app = new Sandbox.RawApp(sandbox.Workspace);
        await app.Serve();
        var ana = await sandbox.Window("ana", "random");
        await ana.Home("Raw");
        await Publish(app, "Nobody waits for you");
        await ana.Locator("main .home").Shows("Nobody waits for you");
        await Publish(app, "Ben asks for cover");
        await ana.Locator("main .home").Shows("Ben asks for cover");
        await ana.Locator("main .home").Press("Refresh");
        await ana.Go("random");
        await ana.Home("Raw");
        await ana.Locator("main .home").Shows("Ben asks for cover");
        Assert.Equal(["app_home_opened", "block_actions refresh", "app_home_opened"],
            sandbox.Workspace.Log.Entries.Where(entry => entry.Kind != "call").Select(entry => entry.Name));
    }

    static Task Publish(Sandbox.RawApp app, string text) => app.Done("views.publish", new
    {
        user_id = app.Workspace.People["ana"].Id,
        view = new JsonObject
        {
            ["type"] = "home",
            ["blocks"] = new JsonArray(
                Sandbox.Modals.Section(text), Sandbox.Modals.Actions(Sandbox.Modals.Button("Refresh", "refresh"))),
        },
    });
}
