using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Bot.Delivery;
using Bot.Hosting;
using Bot.Sandbox;
using Bot.Sandbox.Page;
using Bot.Slack;
using Bot.Tests.Laws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests;

/// <summary>
/// A workspace with the whole bot living in it, on a clock that only the test moves. It begins on a Tuesday at 10:00 in London.
/// </summary>
public sealed class Afternoon : IAsyncDisposable
{
    public const string IntakeToken = "secret-of-circleci";

    readonly string folder = Directory.CreateTempSubdirectory("data-responder-test-").FullName;
    readonly Dictionary<string, string?> settings;
    readonly ErrorLog errors = new();
    readonly Action<IServiceCollection>? services;
    ImmutableList<WebApplication> bots = [];
    WebApplication? bot;

    Afternoon(
        Workspace workspace, FakeTimeProvider clock, InstalledApp app, Dictionary<string, string?> settings,
        Action<IServiceCollection>? services, bool isShared)
    {
        (Workspace, Clock, App, this.settings, this.services) = (workspace, clock, app, settings, services);
        Store = isShared ? TestStore.OnPostgres() : TestStore.In(folder);
        workspace.IdleChecks.Add(BotIdle);
    }

    /// <summary>Gone with the afternoon.</summary>
    public string Folder => folder;

    public Workspace Workspace { get; }

    public FakeTimeProvider Clock { get; }

    public InstalledApp App { get; }

    public TestStore Store { get; }

    public WebApplication Bot => bot ?? throw new InvalidOperationException("The bot is not running.");

    public Member Ana => Workspace.Member("ana");
    public Member Ben => Workspace.Member("ben");
    public Member Chloe => Workspace.Member("chloe");
    public Member Dev => Workspace.Member("dev");
    public Member Emi => Workspace.Member("emi");
    public Member Gwen => Workspace.Member("gwen");
    public Member Finn => Workspace.Member("finn");

    /// <summary>The workspace's admin.</summary>
    public Member Ivy => Workspace.Member("ivy");

    /// <summary>A guest.</summary>
    public Member Gus => Workspace.Member("gus");

    public T Get<T>()
        where T : notnull => Of<T>(Bot);

    /// <summary>The same of one of several bots.</summary>
    public static T Of<T>(WebApplication bot)
        where T : notnull => bot.Services.GetRequiredService<T>();

    /// <summary>Log lines at level error that this test expects; without it any of them fails the test.</summary>
    public void Expect(string errorText) => errors.Expected.Add(errorText);

    /// <param name="page">Shows the workspace in a browser as well.</param>
    /// <param name="services">Stand before those of the bot.</param>
    /// <param name="isShared">On PostgreSQL, whatever the run is about; skipped where there is none.</param>
    public static async Task<Afternoon> Begin(
        DateTimeOffset? at = null, Action<Workspace>? before = null, Dictionary<string, string?>? settings = null,
        string? manifest = null, Stage? page = null, Action<IServiceCollection>? services = null,
        bool isShared = false)
    {
        if (isShared) Assert.SkipWhen(TestStore.Server is null, "TEST_POSTGRES names no PostgreSQL server.");
        var clock = new FakeTimeProvider(at ?? new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero));
        var workspace = await Workspace.Start(new WorkspaceOptions
        {
            Clock = clock,
            AckDeadline = TimeSpan.FromSeconds(30),
            TriggerLifetime = TimeSpan.FromSeconds(30),
            Services = page is null ? null : builder => PageSite.AddServices(builder, page),
            Routes = page is null ? null : PageSite.Map,
        });
        before?.Invoke(workspace);
        var afternoon = new Afternoon(
            workspace, clock, workspace.AddApp(manifest ?? Manifest.Text), settings ?? [], services, isShared);
        await afternoon.Start();
        return afternoon;
    }

    /// <summary>Starts the bot and returns when its sockets are up and what it had to catch up on is done.</summary>
    public async Task Start()
    {
        bot = await Another();
        await Look();
    }

    /// <summary>Starts one more bot with the same tokens and returns when its sockets are up.</summary>
    /// <param name="with">What is set otherwise for it.</param>
    /// <param name="machine">The clock of its machine, where that is wrong.</param>
    public async Task<WebApplication> Another(Dictionary<string, string?>? with = null, TimeProvider? machine = null)
    {
        var one = BotApp.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings());
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Configuration.AddInMemoryCollection(with);
            builder.Services.AddSingleton<TimeProvider>(Clock);
            services?.Invoke(builder.Services);
            builder.Logging.ClearProviders().AddProvider(errors).SetMinimumLevel(LogLevel.Information);
        }, machine);
        bots = bots.Add(one);
        try
        {
            await one.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            // As the program does that runs it.
            bots = bots.Remove(one);
            await one.DisposeAsync();
            throw;
        }

        var status = one.Services.GetRequiredService<SlackStatus>();
        while (status.Ready < 2) await Task.Delay(5, TestContext.Current.CancellationToken);
        return one;
    }

    Dictionary<string, string?> Settings() => new()
    {
        ["SLACK_BOT_TOKEN"] = App.BotToken,
        ["SLACK_APP_TOKEN"] = App.AppToken,
        ["SLACK_API_URL"] = Workspace.ApiUrl.ToString(),
        ["ConnectionStrings:Default"] = Store.ConnectionString,
        ["urls"] = "http://127.0.0.1:0",
        ["Intake:Tokens:circleci"] = IntakeToken,
        ["Slack:AckDeadline"] = "00:00:30",
        ["Slack:SocketStagger"] = "00:00:00",
        ["Slack:PostSpacing"] = "00:00:00",
        ["Slack:Backoff"] = "00:00:00.020",
        ["Posts:LookAfter"] = "00:00:00.300",
        ["Posts:TwinAfter"] = "00:00:01",
    };

    public Task Stop() => Stop(Bot);

    public async Task Stop(WebApplication one)
    {
        await one.StopAsync(TestContext.Current.CancellationToken);
        bots = bots.Remove(one);
        if (one == bot) bot = null;
        await one.DisposeAsync();
    }

    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <summary>Moves workspace time on and lets the bot do what has become due.</summary>
    public async Task Pass(TimeSpan time)
    {
        Clock.Advance(time);
        if (bot is not null) await Look();
    }

    public Task Until(DateTimeOffset time) => Pass(time - Clock.GetUtcNow());

    async Task Look()
    {
        await Get<Ticker>().Look(TestContext.Current.CancellationToken);
        await Settle();
    }

    public Task Settle() => Workspace.Settled();

    async Task BotIdle()
    {
        foreach (var one in bots)
            while (bots.Contains(one) && !Idleness.IsIdle(one.Services))
                await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends an alert to the intake as CI does and waits until all of it is in Slack.</summary>
    public async Task<HttpResponseMessage> Alert(object body, string source = "circleci", string? token = IntakeToken)
    {
        using var content = body is string raw ? new StringContent(raw) : JsonContent.Create(body) as HttpContent;
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var response = await Post($"v2/alert_events/http/{source}", content, token);
        await Settle();
        return response;
    }

    public async Task<HttpResponseMessage> Post(string path, HttpContent content, string? token = IntakeToken)
    {
        using var http = new HttpClient { BaseAddress = Url };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    /// <summary>Where the bot's own web server listens.</summary>
    public Uri Url => UrlOf(Bot);

    /// <summary>The same of one of several bots.</summary>
    public static Uri UrlOf(WebApplication bot) =>
        new(Of<IServer>(bot).Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    /// <summary>Makes a rotation through the bot's own form, in the order given.</summary>
    public async Task Rotation(params string[] members)
    {
        await Ana.Slash("/cover rota");
        await Ana.Modal.ChoosePeople("Members", members).Submit();
    }

    /// <summary>A rotation of which Ivy is the owner and no member.</summary>
    /// <param name="group">The user group that it calls out of hours; null where there is none.</param>
    /// <param name="members">Who takes turns, in this order.</param>
    public async Task RotationOfIvy(string? group, params string[] members)
    {
        await Ivy.Slash("/cover rota");
        var form = Ivy.Modal.ChoosePeople("Members", members);
        if (group is not null) form = (await form.Press("More settings")).Choose("Called out of hours", group);
        await form.Submit();
        await Ivy.Modal.Close();
    }

    /// <summary>Opens all settings of the first rotation that somebody may change.</summary>
    public static async Task<Modal> Settings(Member owner)
    {
        await owner.Slash("/cover rota");
        await owner.Modal.Press("Settings");
        return await owner.Modal.Press("More settings");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in bots) await Stop(one);
        await Workspace.DisposeAsync();
        await Store.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await TempFolder.Delete(folder);
        if (TestContext.Current.TestState?.Result == TestResult.Failed) return;
        string[] wrong = [.. errors.Unexpected, .. Workspace.Problems];
        if (wrong.Length > 0) Assert.Fail(string.Join('\n', wrong));
    }
}
