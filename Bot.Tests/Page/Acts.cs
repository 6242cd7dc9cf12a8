using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>What a person does on the page, in a test's words.</summary>
static class Acts
{
    public static ILocator Modal(this IPage page) => page.Locator("dialog[open]");

    public static ILocator Message(this IPage page, string text) => page.Locator("main .feed article", new() { HasText = text });

    public static async Task Write(this IPage page, string text)
    {
        var box = page.Locator("main .composer textarea[data-live]");
        await box.FillAsync(text);
        await box.PressAsync("Enter");
    }

    public static Task Press(this ILocator place, string button) =>
        place.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>One of the sandbox's own tools; on a phone they are behind one button.</summary>
    public static async Task Tool(this IPage page, string name)
    {
        if (await page.Locator(".tools-button").IsVisibleAsync()) await page.Locator(".tools-button").ClickAsync();
        await page.Locator(".tools .tool", new() { HasText = name }).ClickAsync();
    }

    /// <param name="page">The page.</param>
    /// <param name="alert">What CI sends.</param>
    /// <param name="answer">A part of its answer, where the one before is not to be taken for it.</param>
    public static async Task Ci(this IPage page, string alert, string answer = "")
    {
        await page.Tool("CI");
        await page.GetByRole(AriaRole.Button, new() { Name = alert }).ClickAsync();
        await Assertions.Expect(page.Locator(".answer")).ToContainTextAsync(answer);
        await page.Keyboard.PressAsync("Escape");
    }

    public static async Task Go(this IPage page, string channel)
    {
        var link = page.Locator(".place", new() { HasText = channel }).First;
        await Assertions.Expect(link).ToBeAttachedAsync();
        if (!await link.IsVisibleAsync() || page.ViewportSize!.Width < 500) await page.Locator(".menu-button").ClickAsync();
        await link.ClickAsync();
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync(channel);
    }

    /// <summary>Opens an app's Home from the left column.</summary>
    public static async Task Home(this IPage page, string app)
    {
        var link = page.Locator(".lists a[href*='/home/']", new() { HasText = app });
        if (page.ViewportSize!.Width < 500) await page.Locator(".menu-button").ClickAsync();
        await link.ClickAsync();
        await Assertions.Expect(page.Locator("main .home")).ToBeVisibleAsync();
    }

    public static Task Shows(this ILocator place, string text) => Assertions.Expect(place).ToContainTextAsync(text);
}
