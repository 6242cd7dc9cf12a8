using Bot.Sandbox;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>
/// Sources on a phone of 360 by 740: nothing is cut off at the side, and what is wrong is seen without scrolling.
/// </summary>
[Collection(nameof(PageTests))]
public sealed class PhoneSourceTests(Chromium chromium)
{
    readonly string? folder = Environment.GetEnvironmentVariable("MESSAGE_PICTURES");

    [Fact]
    public async Task The_list_the_page_and_the_token_fit()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ivy = sandbox.Workspace.Member("ivy");
        await ivy.Slash("/incident sources", "#data-team");
        await Opened(ivy, "Sources");
        await ivy.Modal.Submit();
        await Opened(ivy, "New source");
        await Seen(sandbox, "kind", "What sends");
        await ivy.Modal.Choose("What sends", "dbt Cloud").Submit();
        await PhonePictures.Until(() => ivy.Modal.Fields.Contains("Name"));
        await Seen(sandbox, "name", "It stands in the address");
        await ivy.Modal.Fill("Name", "a-cloud").Submit();
        await Opened(ivy, "a-cloud");
        await Seen(sandbox, "cloud", "Enter its secret");
        await ivy.Modal.CloseAll();
        await ivy.Slash("/incident sources", "#data-team");
        await Opened(ivy, "Sources");
        await Seen(sandbox, "list", "It has no secret yet");
        await ivy.Modal.Press("Open");
        await Opened(ivy, "a-cloud");
        await Seen(sandbox, "page", "It has no secret yet");
        await ivy.Modal.CloseAll();
        await ivy.Slash("/incident sources", "#data-team");
        await Opened(ivy, "Sources");
        await ivy.Modal.Submit();
        await Opened(ivy, "New source");
        await ivy.Modal.Choose("What sends", "Alertmanager or Grafana").Submit();
        await PhonePictures.Until(() => ivy.Modal.Fields.Contains("Name"));
        await ivy.Modal.Fill("Name", "b-alertmanager").Submit();
        await Opened(ivy, "b-alertmanager");
        await Seen(sandbox, "token", "shown this once");
    }

    static Task Opened(Member member, string title) => PhonePictures.Until(() => member.ModalOrNone?.Title == title);

    async Task Seen(OpenSandbox sandbox, string name, string shown)
    {
        var phone = await sandbox.Window("ivy", "data-team", 360, 740);
        var dialog = phone.Locator("dialog[open]");
        await Assertions.Expect(dialog.GetByText(shown).First).ToBeInViewportAsync();
        if (folder is not null)
        {
            var path = Path.Combine(folder, $"phone-source-{name}.png");
            await phone.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        }

        Assert.True(await phone.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360, name);
        await phone.CloseAsync();
    }
}
