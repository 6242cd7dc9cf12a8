using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>One browser for all tests of the page; without one they are skipped, but never where CI=true.</summary>
public sealed class Chromium : IAsyncLifetime
{
    const float Patience = 30_000;
    static readonly string[] Usual =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome"];
    IPlaywright? playwright;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("CHROMIUM") ?? Usual.FirstOrDefault(File.Exists);
        if (program is null) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
        Assertions.SetDefaultExpectTimeout(Patience);
    }

    /// <summary>Skips the test where there is no browser to run it in.</summary>
    public void Needed()
    {
        if (browser is not null) return;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "CI must have a browser: install chromium.");
        Assert.Skip("Needs Chromium (apt-get install chromium): the page was not tested in a browser.");
    }

    /// <summary>A window of its own, as another person's computer or phone would have it.</summary>
    public async Task<IPage> Window(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, float scale = 1)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            DeviceScaleFactor = scale,
            HasTouch = width < 500,
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>Tests of the page share the browser and run one after another.</summary>
[CollectionDefinition(nameof(PageTests))]
public sealed class PageTests : ICollectionFixture<Chromium>;
