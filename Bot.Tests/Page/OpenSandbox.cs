using Bot.Sandbox;
using Bot.Sandbox.Page;
using Bot.Tests.Laws;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>The sandbox as people start it: workspace, page, and the bot as a child with the sample rotation. A Tuesday, 10:00
/// in London.</summary>
public sealed class OpenSandbox : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly string folder = Directory.CreateTempSubdirectory("data-responder-page-").FullName;
    readonly List<IPage> windows = [];
    readonly Chromium chromium;
    BotProcess? bot;

    OpenSandbox(Chromium chromium, DateTimeOffset? at) =>
        (this.chromium, Clock) = (chromium, new(at ?? new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero)));

    public Workspace Workspace { get; private set; } = null!;
    public SteeredClock Clock { get; }
    public InstalledApp App { get; private set; } = null!;
    public Uri Intake => bot!.Intake;

    /// <param name="chromium">The browser.</param>
    /// <param name="withBot">Whether the bot is there as a child.</param>
    /// <param name="port">Where the page is; 0 takes a free one.</param>
    /// <param name="at">When it begins.</param>
    public static async Task<OpenSandbox> Start(
        Chromium chromium, bool withBot = true, int port = 0, DateTimeOffset? at = null)
    {
        chromium.Needed();
        var sandbox = new OpenSandbox(chromium, at);
        var stage = new Stage(sandbox.Clock) { BotDatabase = Path.Combine(sandbox.folder, "bot.db") };
        sandbox.Workspace = await Workspace.Start(new WorkspaceOptions
        {
            Clock = sandbox.Clock,
            LocalClocks = true,
            Port = port,
            AckDeadline = Patience,
            TriggerLifetime = Patience,
            Services = builder => PageSite.AddServices(builder, stage),
            Routes = PageSite.Map,
        });
        SampleWorkspace.AddAnnouncements(sandbox.Workspace);
        var app = sandbox.App = sandbox.Workspace.AddApp(Manifest.Text);
        if (!withBot) return sandbox;
        stage.Bot = sandbox.bot =
            new BotProcess(sandbox.Workspace, app, new BotProcessOptions { Folder = sandbox.folder, Clock = sandbox.Clock });
        await stage.Bot.Start();
        Assert.Null(await SampleRotation.Make(sandbox.Workspace));
        return sandbox;
    }

    /// <summary>A window in which that person is in that channel.</summary>
    public async Task<IPage> Window(string person, string channel, int width = 1280, int height = 800,
        ColorScheme scheme = ColorScheme.Light, float scale = 1)
    {
        var page = await chromium.Window(width, height, scale: scale, scheme: scheme);
        windows.Add(page);
        page.PageError += (_, error) => TestContext.Current.SendDiagnosticMessage(error);
        await page.GotoAsync(new Uri(Workspace.Url, $"as/{person}/c/{channel}").ToString());
        await Assertions.Expect(page.Locator("main .feed")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Posts to the intake as CI does.</summary>
    public async Task Alert(string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Intake, SampleAlert.Path))
        {
            Content = new StringContent(body),
        };
        request.Headers.Authorization = new("Bearer", BotProcessOptions.SampleToken);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows) await window.Context.CloseAsync();
        if (bot is not null) await bot.DisposeAsync();
        await Workspace.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await TempFolder.Delete(folder);
        if (TestContext.Current.TestState?.Result != TestResult.Failed) Assert.Empty(Workspace.Problems);
    }
}
