using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>The product by hand, in a real browser.</summary>
[Collection(nameof(PageTests))]
public sealed class GuidedAfternoonTests(Chromium chromium)
{
    const string Channel = "inc-1-acme-dbt-dbt-build-failure";

    [Fact]
    public async Task A_failed_build_is_led_told_and_resolved_in_several_windows()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team");
        await ana.Ci("Build fails on main");
        await ana.Go(Channel);
        var card = ana.Message("INC-1").First;
        await card.Shows("Triage");
        await card.Press("I'm on it");
        await card.Shows("Investigating");

        var ben = await sandbox.Window("ben", Channel);
        await card.Press("Update");
        await ana.Modal().Locator("textarea").First.FillAsync("Rolled back; loads are running again.");
        await ana.Modal().Locator("footer .primary").ClickAsync();
        await Assertions.Expect(ana.Modal()).ToHaveCountAsync(0);
        await ben.Message("Update from").Shows("Rolled back");

        await ana.Ci("The same build passes");
        await card.Shows("fine again");
        await card.Press("Resolve");
        await ana.Modal().Locator("textarea, input").First.FillAsync("The revert");
        await ana.Modal().Locator("footer .primary").ClickAsync();
        await ben.Message("INC-1").First.Shows("Resolved");
        await ben.Message("INC-1").First.Shows("The revert");
    }

    [Fact]
    public async Task A_hand_off_comes_when_the_clock_is_moved()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team");
        await ana.Locator(".clock").ClickAsync();
        await ana.GetByRole(AriaRole.Button, new() { Name = "Next hand-off" }).ClickAsync();
        await Assertions.Expect(ana.Locator(".clock time")).ToContainTextAsync("Mon 9 Mar 09:00");
        await ana.Keyboard.PressAsync("Escape");
        await ana.Go("data-incidents");
        await ana.Message("is on call until").Last.Shows("@ben");
    }

    [Fact]
    public async Task An_incident_is_declared_on_a_phone()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var phone = await sandbox.Window("chloe", "data-team", width: 360, height: 740);
        await phone.Write("/incident Orders are late");
        await Assertions.Expect(phone.GetByLabel("Name")).ToHaveValueAsync("Orders are late");
        await NothingIsCutOff(phone);
        await phone.Modal().Press("Declare");
        await phone.Modal().Locator("a", new() { HasText = "#inc-1-orders-are-late" }).ClickAsync();
        await phone.Keyboard.PressAsync("Escape");
        await phone.Message("INC-1").First.Shows("Orders are late");
        await NothingIsCutOff(phone);
    }

    static async Task NothingIsCutOff(IPage phone) =>
        Assert.True(await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
}
