using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>Emoji under messages and files on them, between two windows.</summary>
[Collection(nameof(PageTests))]
public sealed class ReactionsAndFilesTests(Chromium chromium)
{
    // The smallest PNG there is: one grey pixel.
    static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    [Fact]
    public async Task An_emoji_of_one_is_seen_joined_and_taken_back_by_another()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "random");
        var ben = await sandbox.Window("ben", "random", width: 360, height: 740);
        await ana.Write("The load is late");
        var message = ana.Message("The load is late");
        await message.HoverAsync();
        await message.GetByLabel("Add a reaction").First.ClickAsync();
        await ana.Locator(".palette").Press("eyes");
        var theirs = ben.Message("The load is late").Locator(".reaction").First;
        await theirs.Shows("1");
        await theirs.ClickAsync();
        await message.Locator(".reaction").First.Shows("2");
        await Assertions.Expect(message.Locator(".reaction").First).ToHaveAttributeAsync("title", "You, Ben Carter");
        await theirs.ClickAsync();
        await message.Locator(".reaction").First.Shows("1");
        await message.Locator(".reaction").First.ClickAsync();
        await Assertions.Expect(ben.Message("The load is late").Locator(".reaction")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_message_is_edited_and_deleted_by_whoever_wrote_it_alone()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "random");
        var ben = await sandbox.Window("ben", "random", width: 360, height: 740);
        await ana.Write("The load is late");
        var theirs = ben.Message("The load");
        await theirs.Shows("late");
        await Assertions.Expect(theirs.GetByTitle("Edit", new() { Exact = true })).ToHaveCountAsync(0);
        var message = ana.Message("The load");
        await message.HoverAsync();
        await message.GetByTitle("Edit", new() { Exact = true }).ClickAsync();
        await ana.GetByLabel("Edit the message").FillAsync("The load is over");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await theirs.Shows("The load is over");
        await theirs.Shows("edited");
        await message.HoverAsync();
        await message.GetByTitle("Delete").ClickAsync();
        await Assertions.Expect(theirs).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reaction_is_given_with_the_keyboard_alone()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "random");
        await ana.Write("Anybody there?");
        await ana.Message("Anybody there?").Shows("Anybody");
        for (var i = 0; i < 8 && !await ana.Message("Anybody there?").GetByLabel("Add a reaction").First.EvaluateAsync<bool>(
            "button => button === document.activeElement"); i++)
            await ana.Keyboard.PressAsync("Shift+Tab");
        await ana.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ana.Locator(".palette button").First).ToBeFocusedAsync();
        await ana.Keyboard.PressAsync("Enter");
        await ana.Message("Anybody there?").Locator(".reaction").First.Shows("👍");
    }

    [Fact]
    public async Task A_picture_is_shown_and_a_log_is_a_card_that_can_be_saved()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "random");
        var ben = await sandbox.Window("ben", "random");
        await ana.GetByLabel("Attach files").SetInputFilesAsync(
        [
            new FilePayload { Name = "chart.png", MimeType = "image/png", Buffer = Pixel },
            new FilePayload { Name = "dbt.log", MimeType = "text/plain", Buffer = new byte[40_000] },
        ]);
        await ana.Locator(".attached").Shows("dbt.log");
        await ana.Write("What the run said");
        var message = ben.Message("What the run said");
        await message.Locator(".file").Shows("39 KB");
        await Assertions.Expect(message.Locator(".picture img")).ToHaveJSPropertyAsync("naturalWidth", 1);
        await Assertions.Expect(ana.Locator(".attached")).ToHaveCountAsync(0);
        var saved = await ben.RunAndWaitForDownloadAsync(() => message.Locator(".file").ClickAsync());
        Assert.Equal("dbt.log", saved.SuggestedFilename);
    }

    [Fact]
    public async Task A_form_that_wants_files_takes_those_it_allows()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        await using var app = new Sandbox.RawApp(sandbox.Workspace);
        await app.Serve();
        var ana = await sandbox.Window("ana", "random");
        await ana.Write("/raw");
        var trigger_id = (await app.Next()).GetProperty("payload").GetProperty("trigger_id").GetString();
        var element = new System.Text.Json.Nodes.JsonObject
        {
            ["type"] = "file_input",
            ["filetypes"] = new System.Text.Json.Nodes.JsonArray("log"),
            ["max_files"] = 1,
        };
        await app.Done(
            "views.open", new { trigger_id, view = Sandbox.Modals.Of("Logs", Sandbox.Modals.Input("The log", "log", element)) });
        var field = ana.Modal().Locator(".file-field");
        await field.Locator("input")
            .SetInputFilesAsync(new FilePayload { Name = "rows.csv", MimeType = "text/csv", Buffer = new byte[9] });
        await field.Shows("rows.csv cannot be uploaded here");
        await field.Locator("input")
            .SetInputFilesAsync(new FilePayload { Name = "dbt.log", MimeType = "text/plain", Buffer = new byte[9] });
        await field.Locator(".chips").Shows("dbt.log");
        await ana.Modal().Press("Save");
        await Assertions.Expect(ana.Modal()).ToHaveCountAsync(0);
    }
}
