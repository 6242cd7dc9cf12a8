using System.Net.Http.Headers;
using Bot.Delivery;
using Bot.Hosting;
using Bot.Sandbox.Page.Tools;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Bot.Sandbox.Seed;

/// <summary>
/// The real bot inside this process while history is made: whoever moves the clock knows when it has done what was due.
/// </summary>
sealed class SeedBot : IAsyncDisposable
{
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);
    readonly Workspace workspace;
    readonly WebApplication bot;
    readonly HttpClient http = new();

    SeedBot(Workspace workspace, WebApplication bot) => (this.workspace, this.bot) = (workspace, bot);

    /// <param name="store">A connection string, where it is not to be a file in the folder.</param>
    /// <param name="more">More settings.</param>
    public static async Task<SeedBot> Start(
        Workspace workspace, InstalledApp app, TimeProvider clock, string folder, string? store = null,
        Dictionary<string, string?>? more = null)
    {
        var bot = BotApp.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(
                Settings(workspace, app, store ?? $"Data Source={Path.Combine(folder, "bot.db")}"));
            builder.Configuration.AddInMemoryCollection(more);
            builder.Services.AddSingleton(clock);
            builder.Logging.ClearProviders();
        });
        var seed = new SeedBot(workspace, bot);
        workspace.IdleChecks.Add(seed.Idle);
        await bot.StartAsync();
        await app.Sockets.WhenConnected(1);
        seed.http.BaseAddress = new Uri(
            bot.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        seed.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BotProcessOptions.SampleToken);
        return seed;
    }

    // Nobody waits here, so nothing is paced; the bot that people meet afterwards has its usual settings.
    static Dictionary<string, string?> Settings(Workspace workspace, InstalledApp app, string store) => new()
    {
        ["SLACK_BOT_TOKEN"] = app.BotToken,
        ["SLACK_APP_TOKEN"] = app.AppToken,
        ["SLACK_API_URL"] = workspace.ApiUrl.ToString(),
        ["ConnectionStrings:Default"] = store,
        ["Intake:Tokens:circleci"] = BotProcessOptions.SampleToken,
        ["urls"] = "http://127.0.0.1:0",
        ["Slack:SocketStagger"] = "00:00:00",
        ["Slack:PostSpacing"] = "00:00:00",
    };

    /// <summary>Lets the bot do what has become due.</summary>
    public async Task Look()
    {
        await bot.Services.GetRequiredService<Ticker>().Look(CancellationToken.None);
        await workspace.Settled();
    }

    /// <summary>Posts to the intake as CI does.</summary>
    public Task Alert(string body) => Post(SampleAlert.Path, body);

    /// <summary>Posts what a run of dbt came to.</summary>
    public Task Dbt(string body) => Post(CiAlert.OfDbt, CiAlert.At(body, workspace.Options.Clock.GetUtcNow()));

    /// <summary>Posts what dbt knows of its project.</summary>
    public Task Manifest() =>
        Post(CiAlert.OfProject, CiAlert.At(DbtSample.Manifest, workspace.Options.Clock.GetUtcNow()));

    async Task Post(string path, string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var response = await http.PostAsync(path, content);
        await workspace.Settled();
    }

    async Task Idle()
    {
        while (!Idleness.IsIdle(bot.Services)) await Task.Delay(Glance);
    }

    public async ValueTask DisposeAsync()
    {
        workspace.IdleChecks.Remove(Idle);
        http.Dispose();
        await bot.StopAsync();
        await bot.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
