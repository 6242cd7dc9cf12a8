using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>Modals as a person meets them in the browser.</summary>
[Collection(nameof(PageTests))]
public sealed class ModalTests(Chromium chromium)
{
    static readonly PageGetByLabelOptions Exactly = new() { Exact = true };

    [Fact]
    public async Task Errors_stand_under_their_field_whoever_found_them()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team");
        await ana.Write("/incident");
        await ana.Modal().Press("Declare");
        await Field(ana, "Name").Shows("Please complete this required field.");

        await ana.GetByLabel("Name", Exactly).FillAsync("Orders are late");
        await ana.GetByRole(AriaRole.Combobox, new() { Name = "Lead" }).FillAsync("Gus");
        await ana.GetByRole(AriaRole.Option, new() { Name = "Gus Weber" }).ClickAsync();
        await ana.Modal().Press("Declare");
        // The form itself says so as soon as a guest is chosen, or else the field as it is sent.
        await ana.Modal().Shows("cannot lead");
        await Assertions.Expect(ana.GetByLabel("Name", Exactly)).ToHaveValueAsync("Orders are late");
    }

    [Fact]
    public async Task Escape_closes_and_focus_returns()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team");
        await ana.Write("/incident");
        await Assertions.Expect(ana.GetByLabel("Name", Exactly)).ToBeFocusedAsync();
        await ana.Keyboard.PressAsync("Escape");
        await Assertions.Expect(ana.Modal()).ToHaveCountAsync(0);
        await Assertions.Expect(ana.Locator(".composer textarea")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_bot_that_does_not_answer_is_said_to_have_trouble()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team");
        await ana.Write("/incident Orders are late");
        await Assertions.Expect(ana.Modal()).ToBeVisibleAsync();
        sandbox.Workspace.Faults.Envelopes.Ask(Bot.Sandbox.EnvelopeTrouble.Lose, type: "interactive");
        await ana.Modal().Press("Declare");
        await ana.Modal().Shows("We had some trouble connecting. Try again?");
        await ana.Modal().Press("Declare");
        await ana.Modal().Shows("#inc-1-orders-are-late");
    }

    [Fact]
    public async Task People_are_chosen_in_order_and_the_preview_follows()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team");
        await ana.Write("/cover rota");
        await ana.Modal().Press("Settings");
        var members = Field(ana, "Members");
        await Assertions.Expect(members.Locator(".chips li")).ToHaveCountAsync(5);
        await members.GetByRole(AriaRole.Button, new() { Name = "Remove Ana Moreira" }).ClickAsync();
        await ana.GetByRole(AriaRole.Combobox, new() { Name = "Members" }).FillAsync("ana");
        await ana.GetByRole(AriaRole.Option, new() { Name = "Ana Moreira" }).ClickAsync();
        await members.Locator(".chips li").Last.Shows("Ana Moreira");
    }

    [Fact]
    public async Task Cover_is_asked_for_with_the_keyboard_alone_ready_as_the_form_opens()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ben = await sandbox.Window("ben", "data-team");
        await ben.Write("/cover");
        var whose = ben.GetByRole(AriaRole.Combobox, new() { Name = "For" });
        await Assertions.Expect(whose).ToHaveValueAsync("Ben Carter");
        await ben.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ben.Locator(".offers:popover-open")).ToHaveCountAsync(0);
        var ask = ben.Modal().GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true });
        for (var i = 0; i < 20 && !await ask.EvaluateAsync<bool>("button => button === document.activeElement"); i++)
            await ben.Keyboard.PressAsync("Tab");
        await Assertions.Expect(whose).ToHaveValueAsync("Ben Carter");
        await ben.Keyboard.PressAsync("Enter");
        await ben.Modal().Shows("Cover is asked for");
    }

    static ILocator Field(IPage page, string label) =>
        page.Modal().Locator(".field").Filter(new() { Has = page.Locator(".label", new() { HasText = label }) }).First;
}
