using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>What the page shows of who is notified: badges in the sidebar, a line under the message.</summary>
[Collection(nameof(PageTests))]
public sealed class BadgeTests(Chromium chromium)
{
    [Fact]
    public async Task A_badge_counts_only_what_notified_the_person()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = sandbox.Workspace.Member("ana");
        var ben = await sandbox.Window("ben", "random");
        var morning = await ana.Says("#data-team", "Good morning");
        await ana.Says("#data-team", "Anybody there?");
        var team = Place(ben, "data-team");
        await Assertions.Expect(team).ToHaveClassAsync(Unread);
        await Assertions.Expect(team.Locator(".count")).ToHaveCountAsync(0);

        var asked = await ana.Says("#data-team", "@ben, are you?");
        await team.Locator(".count").Shows("1");
        await ana.Says("@ben", "I wrote to you");
        await ana.Says("@ben", "in the channel");
        await Place(ben, "Ana Moreira").Locator(".count").Shows("2");
        await ben.Go("data-team");
        await Assertions.Expect(team.Locator(".count")).ToHaveCountAsync(0);
        await Assertions.Expect(team).Not.ToHaveClassAsync(Unread);

        await ben.Go("random");
        await ana.Says("#data-team", "Slept well?", morning);
        await ana.Says("#random", "Here I am");
        await ben.Message("Here I am").Shows("Here I am");
        await Assertions.Expect(team).Not.ToHaveClassAsync(Unread);
        await ana.Says("#data-team", "Never mind", asked);
        await team.Locator(".count").Shows("1");
    }

    [Fact]
    public async Task Under_a_message_stands_whose_phone_would_buzz_and_an_invitation_has_no_such_line()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = sandbox.Workspace.Member("ana");
        var ben = await sandbox.Window("ben", "data-team");
        await ana.Says("#data-team", "@chloe @ben who has the refunds?");
        await ben.Message("who has the refunds?").Locator(".buzz").Shows("would buzz: you, Chloé");
        await ana.Says("#data-team", "@finn knows");
        await ana.Invites("#data-team", "finn");
        await Assertions.Expect(ben.Locator(".line", new() { HasText = "joined" })).ToBeVisibleAsync();
        await Assertions.Expect(ben.Message("knows").Locator(".buzz")).ToHaveCountAsync(0);
        await Assertions.Expect(ben.Locator(".buzz")).ToHaveCountAsync(1);
    }

    static readonly System.Text.RegularExpressions.Regex Unread = new(@"\bunread\b");

    static ILocator Place(IPage page, string name) => page.Locator(".place", new() { HasText = name }).First;
}
