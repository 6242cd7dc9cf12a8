using Bot.Sandbox;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>
/// An incident's forms at night on a phone of 360 by 740: who is called is seen where it is decided, without scrolling.
/// </summary>
[Collection(nameof(PageTests))]
public sealed class PhoneFormTests(Chromium chromium)
{
    readonly string? folder = Environment.GetEnvironmentVariable("MESSAGE_PICTURES");

    [Fact]
    public async Task Who_is_called_and_the_box_that_calls_stand_above_the_fold()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        sandbox.Clock.Forward(TimeSpan.FromHours(12));
        var finn = sandbox.Workspace.Member("finn");
        await finn.Slash("/incident All revenue is gone", "#data-team");
        await Until(() => finn.ModalOrNone is not null);
        await finn.Modal.Choose("Severity", "Critical: wants somebody now");
        await Seen(sandbox, finn, "declare");
        await finn.Modal.Submit();
        await Until(() => finn.ModalOrNone?.Text.Contains("inc-1-", StringComparison.Ordinal) == true);
        foreach (var verb in (string[])["status", "update"])
        {
            await finn.Modal.CloseAll();
            await finn.Slash($"/incident {verb} 1", "#data-team");
            await Until(() => finn.ModalOrNone?.SubmitLabel is "Save" or "Share");
            await Seen(sandbox, finn, verb);
        }
    }

    async Task Seen(OpenSandbox sandbox, Member member, string name)
    {
        await Until(() => member.Modal.Text.Contains("Tick the box to call", StringComparison.Ordinal));
        var phone = await sandbox.Window("finn", "data-team", 360, 740);
        var dialog = phone.Locator("dialog[open]");
        await Assertions.Expect(dialog.GetByText("Tick the box to call")).ToBeVisibleAsync();
        if (folder is not null)
        {
            var path = Path.Combine(folder, $"phone-{name}.png");
            await phone.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        }

        var footer = (await dialog.Locator("footer").BoundingBoxAsync())!;
        var box = (await dialog.GetByText("Call ana now").Last.BoundingBoxAsync())!;
        Assert.InRange(box.Y + box.Height, 0, footer.Y);
        await phone.CloseAsync();
    }

    static async Task Until(Func<bool> holds)
    {
        for (var waited = 0; !holds(); waited++)
        {
            Assert.True(waited < 400, "What was waited for did not come within 20 s.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
