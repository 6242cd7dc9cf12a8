using Bot.Sandbox;
using Bot.Sandbox.Page;
using Bot.Sandbox.Seed;
using Bot.Tests.Laws;
using Microsoft.Playwright;
using static Bot.Tests.Page.PhonePictures;

namespace Bot.Tests.Page;

/// <summary>
/// Pictures of a review and its thread. SCREENSHOTS=docs/images keeps them, of a whole quarter; in every run a few weeks do.
/// </summary>
[Collection(nameof(PageTests))]
public sealed class DemoPictures(Chromium chromium) : IAsyncLifetime
{
    static readonly DateTimeOffset Present = new(2026, 3, 31, 9, 0, 0, TimeSpan.Zero);

    static readonly int Weeks = Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } ? DemoSeed.Quarter : 2;

    readonly string folder = Directory.CreateTempSubdirectory("data-responder-demo-").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await TempFolder.Delete(folder);
    }

    [Fact]
    public async Task A_review_is_shown_with_its_pictures_in_both_themes()
    {
        chromium.Needed();
        var clock = new SteeredClock(Present.AddDays(-7 * Weeks), 0);
        var stage = new Stage(clock);
        await using var workspace = await Workspace.Start(new WorkspaceOptions
        {
            Clock = clock,
            LocalClocks = true,
            AckDeadline = TimeSpan.FromSeconds(30),
            TriggerLifetime = TimeSpan.FromSeconds(30),
            Services = builder => PageSite.AddServices(builder, stage),
            Routes = PageSite.Map,
        });
        SampleWorkspace.AddAnnouncements(workspace);
        await using var bot = await SeedBot.Start(workspace, workspace.AddApp(Manifest.Text), clock, folder);
        using var told = new StringWriter();
        var seed = new DemoSeed(workspace, clock, bot, new SeedProgress(told, changes: false, TimeProvider.System));
        await seed.Run(Present, Weeks, TestContext.Current.CancellationToken);
        Assert.Empty(seed.Missed);
        var ben = workspace.Member("ben");
        await ben.Slash("/incident review 90", "#data-team");
        await Until(() => ben.Look("Review: Last 90 days") is not null);
        await ben.Sees("Review: Last 90 days").Click("Post here");
        SeenMessage? posted = null;
        await Until(() => (posted = ben.Messages("#data-team").FirstOrDefault(m => m.Replies.Count > 0)) is not null);
        var ts = posted!.Posted.Ts;
        await Shoot(workspace, ts, "review-light", ColorScheme.Light);
        await Shoot(workspace, ts, "review-dark", ColorScheme.Dark);
        await Keep(workspace, "incidents.png", "review-incidents");
        await Keep(workspace, "hours-red.png", "review-red");
    }

    async Task Shoot(Workspace workspace, string thread, string name, ColorScheme scheme)
    {
        var phone = await chromium.Window(360, 740, scheme, 2);
        await phone.GotoAsync(new Uri(workspace.Url, $"as/ben/c/data-team/t/{thread}").ToString());
        var first = phone.Locator(".thread .picture img").First;
        await Assertions.Expect(first).ToBeVisibleAsync();
        await first.EvaluateAsync("picture => picture.scrollIntoView(true)");
        await Screenshots.Save(phone, Screenshots.Folder(), name);
        await phone.Context.CloseAsync();
    }

    static Task Keep(Workspace workspace, string file, string name) => File.WriteAllBytesAsync(
        Path.Combine(Screenshots.Folder(), $"{name}.png"),
        workspace.Do(() => workspace.Files.All.Last(f => f.Name == file).Bytes.ToArray()),
        TestContext.Current.CancellationToken);

    [Fact]
    public async Task Home_and_a_notice_are_shown_on_a_phone()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var (ana, ben, emi, finn) = (sandbox.Workspace.Member("ana"), sandbox.Workspace.Member("ben"),
            sandbox.Workspace.Member("emi"), sandbox.Workspace.Member("finn"));
        await Fails(sandbox);
        await Until(() => ana.Look("INC-1", "#inc-1-fct-refunds-failed") is not null);
        await ana.Slash("/incident acknowledge 1", "#data-team");
        await Until(() => ana.Messages("#inc-1-fct-refunds-failed")
            .Any(m => m.Text.Contains("Lead: ana", StringComparison.Ordinal)));
        sandbox.Clock.Forward(TimeSpan.FromMinutes(20));
        await ana.Slash("/incident notice 1", "#data-team");
        await Until(() => ana.ModalOrNone?.SubmitLabel is not null && ana.Modal.Fields.Contains("Channels"));
        await ana.Modal.PickTime("Next refresh: time", "12:30")
            .Fill("What else readers should know", "Totals of this morning are missing.")
            .ChooseChannels("Channels", "#data-team").Submit();
        await Until(() => ana.Look("Revenue dashboard", "#data-team") is not null);
        await sandbox.Shoot("ana", "data-team", "notice", keep: "notice");
        if (ana.ModalOrNone is { } open) await open.CloseAll();
        await Asked(sandbox, ana, ben, emi, finn);
        var phone = await sandbox.Window("ana", "data-team", 360, 740, scale: 2);
        await phone.Home("Data Responder");
        var home = phone.Locator("main .home");
        foreach (var waits in (string[])["refunds-are-empty", "needs cover", "is revenue of yesterday right?"])
            await home.Shows(waits);
        await Screenshots.Save(phone, Screenshots.Folder(), "home");
    }

    static async Task Asked(OpenSandbox sandbox, Member ana, Member ben, Member emi, Member finn)
    {
        await ana.Invites("#general", sandbox.App.BotUser.Id);
        await finn.Says("#general", "@data-responder is revenue of yesterday right?");
        await Until(() => finn.Look("is revenue of yesterday right?", "#general")?.Reactions.Count > 0);
        await emi.Slash("/cover", "#data-team");
        await Until(() => emi.ModalOrNone?.SubmitLabel == "Ask");
        await emi.Modal.Submit();
        await Until(() => ana.Look("asks for cover") is not null);
        await ben.Slash("/incident Refunds are empty", "#data-team");
        await Until(() => ben.ModalOrNone?.SubmitLabel is not null);
        await ben.Modal.Choose("Severity", "Critical: wants somebody now").Submit();
        await Until(() => ana.Look("INC-2", "#inc-2-refunds-are-empty") is not null);
    }

    static Task Fails(OpenSandbox sandbox) => sandbox.Alert(
        """
        {"title": "fct_refunds failed", "status": "firing", "deduplication_key": "fct_refunds",
         "metadata": {"branch": "main", "exposure": "Revenue dashboard"}}
        """);
}
