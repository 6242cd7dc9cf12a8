using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>What a person sees while an app takes its time.</summary>
[Collection(nameof(PageTests))]
public sealed class LongWorkTests(Chromium chromium)
{
    [Fact]
    public async Task A_slow_command_is_said_to_be_worked_on_until_it_is_answered()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        await using var app = new Sandbox.RawApp(sandbox.Workspace);
        var answer = new TaskCompletionSource<JsonNode?>();
        await app.Serve(_ => answer.Task);
        var ana = await sandbox.Window("ana", "random");
        await ana.Write("/raw");
        await ana.Locator(".composer .working").Shows("Raw is working…");
        answer.SetResult(new JsonObject { ["text"] = "Done at last" });
        await ana.Message("Done at last").Shows("Only you can see this");
        await Assertions.Expect(ana.Locator(".composer .working")).ToHaveTextAsync("");
    }

    [Fact]
    public async Task A_slow_submission_keeps_its_button_busy_and_is_sent_once()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        await using var app = new Sandbox.RawApp(sandbox.Workspace);
        var answer = new TaskCompletionSource<JsonNode?>();
        await app.Serve(
            frame => frame.GetProperty("type").GetString() == "interactive" ? answer.Task : Task.FromResult<JsonNode?>(null));
        var ana = await sandbox.Window("ana", "random");
        await ana.Write("/raw");
        var trigger_id = (await app.Next()).GetProperty("payload").GetProperty("trigger_id").GetString();
        await app.Done("views.open", new { trigger_id, view = Sandbox.Modals.Of("Form", Sandbox.Modals.Section("Sure?")) });
        var save = ana.Modal().GetByRole(AriaRole.Button, new() { Name = "Save" });
        await save.DblClickAsync();
        await ana.Modal().Locator(".working").Shows("Raw is working…");
        await Assertions.Expect(save).ToHaveAttributeAsync("aria-disabled", "true");
        await ana.Keyboard.PressAsync("Enter");
        answer.SetResult(null);
        await Assertions.Expect(ana.Modal()).ToHaveCountAsync(0);
        Assert.Equal(
            1, sandbox.Workspace.Log.Entries.Count(entry => entry.Name.StartsWith("view_submission", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_reply_that_is_sent_to_the_channel_too_stands_there_and_leads_to_its_thread()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        await using var app = new Sandbox.RawApp(sandbox.Workspace);
        var channel = sandbox.Workspace.Conversations.Find("random")!.Id;
        await app.Done("conversations.join", new { channel });
        var first = await app.Done("chat.postMessage", new { channel, text = "Orders are late" });
        var thread_ts = first.GetProperty("ts").GetString();
        await app.Done("chat.postMessage", new { channel, thread_ts, text = "Only in the thread" });
        await app.Done("chat.postMessage", new { channel, thread_ts, text = "Orders are right again", reply_broadcast = true });
        var ana = await sandbox.Window("ana", "random");
        await ana.Message("Orders are right again").Shows("replied to a thread: Orders are late");
        await Assertions.Expect(ana.Message("Only in the thread")).ToHaveCountAsync(0);
        var link = ana.Message("Orders are right again").GetByRole(AriaRole.Link, new() { Name = "Orders are late" });
        Assert.EndsWith($"/t/{thread_ts}", await link.GetAttributeAsync("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_is_not_there_is_said_to_be_so_in_slacks_words()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        await using var app = new Sandbox.RawApp(sandbox.Workspace);
        var ana = await sandbox.Window("ana", "random");
        await ana.Write("/raw");
        await ana.Message("dispatch_failed").Shows("/raw failed with the error \"dispatch_failed\"");
    }
}
