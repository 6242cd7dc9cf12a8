using Bot.Sandbox;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>
/// What a phone of 360 pixels shows, in both themes. MESSAGE_PICTURES=folder keeps the pictures; in every run nothing may be cut
/// off at the side.
/// </summary>
static class PhonePictures
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("MESSAGE_PICTURES");

    public static async Task Until(Func<bool> holds)
    {
        for (var waited = 0; !Holds(holds); waited++)
        {
            Assert.True(waited < 400, "What was waited for did not come within 20 s.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    // A channel or a button that is not there yet is waited for as well.
    static bool Holds(Func<bool> holds)
    {
        try
        {
            return holds();
        }
        catch (SandboxException)
        {
            return false;
        }
    }

    /// <param name="sandbox">Where.</param>
    /// <param name="who">Whose phone.</param>
    /// <param name="place">What it shows.</param>
    /// <param name="name">What the picture is called.</param>
    /// <param name="ready">What is waited for.</param>
    /// <param name="isTop">From the channel's first message.</param>
    /// <param name="keep">What the light one is called among the docs' pictures, where it is one of them.</param>
    public static async Task Shoot(
        this OpenSandbox sandbox, string who, string place, string name, string ready = "main .feed article", bool isTop = false,
        string? keep = null)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            var phone = await sandbox.Window(who, place == "Data Responder" ? "data-team" : place, 360, 740, scheme, 2);
            if (place == "Data Responder") await phone.Go(place);
            await Assertions.Expect(phone.Locator(ready).First).ToBeVisibleAsync();
            if (isTop) await phone.Locator("main .feed article").First.ScrollIntoViewIfNeededAsync();
            var wide = await phone.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= 360, $"{name} is {wide} pixels wide.");
            if (Folder is not null)
                await phone.ScreenshotAsync(
                    new()
                    {
                        Path = Path.Combine(Folder, $"{name} {scheme}.png".Replace(' ', '-').ToLowerInvariant()),
                        Animations = ScreenshotAnimations.Disabled,
                    });
            if (keep is not null && scheme == ColorScheme.Light) await Screenshots.Save(phone, Screenshots.Folder(), keep);
            await phone.CloseAsync();
        }
    }
}
