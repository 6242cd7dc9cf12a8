using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>Pictures of the main moments; SCREENSHOTS=docs/images has them written there, else into a folder that is thrown
/// away.</summary>
[Collection(nameof(PageTests))]
public sealed class Screenshots(Chromium chromium)
{
    const float Sharp = 2;

    [Fact]
    public async Task Are_taken_of_the_main_moments()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var folder = Folder();
        await OfAnIncident(sandbox, folder);
        await OfOnCall(sandbox, folder);
        Assert.InRange(Directory.GetFiles(folder, "*.png").Length, 8, 100);
    }

    static async Task OfAnIncident(OpenSandbox sandbox, string folder)
    {
        var ana = await sandbox.Window("ana", "data-team", 1180, 760, scale: Sharp);
        await ana.Write("/incident Orders are late");
        await ana.GetByLabel("What is known").FillAsync("The orders load stopped at 09:40; dashboards show yesterday.");
        await Shoot(ana, "declare");
        await ana.Keyboard.PressAsync("Escape");

        await ana.Ci("Build fails on main");
        await ana.Go("inc-1-");
        var card = ana.Message("INC-1").First;
        await card.Press("I'm on it");
        await card.Shows("Investigating");
        await card.Press("Update");
        await ana.Modal().Locator("textarea").First.FillAsync("A revert broke the build; the fix is in review.");
        await ana.Modal().Locator("footer .primary").ClickAsync();
        await ana.Message("Update from").Shows("is in review");
        await Shoot(ana, "incident");

        await ana.Locator(".clock").ClickAsync();
        await Shoot(ana, "clock");
        await ana.Keyboard.PressAsync("Escape");
        await ana.Locator(".tools").Press("Inspector");
        await Assertions.Expect(ana.Locator(".entry").First).ToBeVisibleAsync();
        await Shoot(ana, "inspector");

        var dark = await sandbox.Window("ben", "inc-1-dbt-build-failed-on-main", 1180, 760, ColorScheme.Dark, Sharp);
        await dark.Message("Update from").Shows("is in review");
        await Shoot(dark, "dark");

        var phone = await sandbox.Window("ana", "inc-1-dbt-build-failed-on-main", 360, 740, scale: Sharp);
        await phone.Message("Update from").Shows("is in review");
        await Shoot(phone, "phone");

        Task Shoot(IPage page, string name) => Save(page, folder, name);
    }

    static async Task OfOnCall(OpenSandbox sandbox, string folder)
    {
        var rotation = await sandbox.Window("ana", "data-team", 1180, 900, scale: Sharp);
        await rotation.Write("/cover rota");
        await rotation.Modal().Press("Settings");
        await Assertions.Expect(rotation.Modal().Locator(".chips li")).Not.ToHaveCountAsync(0);
        await Shoot(rotation, "rotation");
        await rotation.Keyboard.PressAsync("Escape");
        await Assertions.Expect(rotation.Modal()).ToHaveCountAsync(0);

        var asks = await sandbox.Window("ana", "data-team", 1180, 900);
        await asks.Write("/cover");
        await asks.Modal().Press("Ask");
        await asks.Modal().Shows("Cover is asked for");
        var chloe = await sandbox.Window("chloe", "data-team", 360, 640, scale: Sharp);
        await chloe.Go("Data Responder");
        await chloe.Message("asks for cover").Shows("I take it");
        await Shoot(chloe, "cover");

        Task Shoot(IPage page, string name) => Save(page, folder, name);
    }

    internal static async Task Save(IPage page, string folder, string name)
    {
        await page.Mouse.MoveAsync(1, 1);
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(folder, $"{name}.png"),
            Animations = ScreenshotAnimations.Disabled
        });
    }

    internal static string Folder()
    {
        var root = Path.GetFullPath(Path.Combine(Sandbox.BoltApp.Folder, "..", ".."));
        return Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } wanted
            ? Directory.CreateDirectory(Path.Combine(root, wanted)).FullName
                : Directory.CreateTempSubdirectory("data-responder-screenshots-").FullName;
    }
}
