using Bot.Alerts;
using Bot.Alerts.Dbt;
using Bot.Alerts.Destinations;
using Bot.Alerts.Hooks;
using Bot.Alerts.Routing;
using Bot.Alerts.Senders;
using Bot.Alerts.Sources;
using Bot.Api;
using Bot.FollowUps;
using Bot.Handover;
using Bot.Home;
using Bot.Hosting;
using Bot.Incidents;
using Bot.Incidents.Direct;
using Bot.Incidents.Notices;
using Bot.Incidents.Private;
using Bot.Incidents.Similar;
using Bot.Incidents.Timeline;
using Bot.OnCall;
using Bot.Operating;
using Bot.Postmortems;
using Bot.PullRequests;
using Bot.PullRequests.Issues;
using Bot.Requests;
using Bot.Reviews;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Bot.Summaries;
using Bot.Warnings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace Bot;

/// <summary>The whole bot as one web application that a program or a test can embed.</summary>
public static class BotApp
{
    const string LogTime = "yyyy-MM-dd'T'HH:mm:ss'Z' ";

    /// <summary>
    /// Reads the configuration, takes and upgrades the database file, and puts the features together; throws
    /// <see cref="CannotStartException"/>.
    /// </summary>
    /// <param name="args">As on the command line.</param>
    /// <param name="configure">What whoever embeds it does otherwise.</param>
    /// <param name="machine">This machine's clock, where it is another than it seems.</param>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? configure = null, TimeProvider? machine = null)
    {
        KnownSettings.CheckArguments(args);
        var builder = Builder(args);
        // A line per request of the framework's own would drown what the bot has to say.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // It puts the address of each request beside what is logged of it, and some hold a secret.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // An output that nobody reads loses lines, which it counts, and stops nothing.
        builder.Services.Configure<ConsoleLoggerOptions>(o =>
        {
            o.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            // Without a name the formatter's own options are not asked.
            o.FormatterName ??= ConsoleFormatterNames.Simple;
        });
        builder.Services.Configure<SimpleConsoleFormatterOptions>(o =>
        {
            if (o.TimestampFormat is null) (o.TimestampFormat, o.UseUtcTimestamp) = (LogTime, true);
        });
        // The trace that a line belongs to is beside it.
        builder.Services.Configure<JsonConsoleFormatterOptions>(o =>
        {
            o.IncludeScopes |= builder.Configuration["Logging:Console:FormatterOptions:IncludeScopes"] is null;
            if (o.TimestampFormat is null) (o.TimestampFormat, o.UseUtcTimestamp) = (LogTime.TrimEnd(), true);
        });
        configure?.Invoke(builder);
        KnownSettings.Unquote(builder.Configuration);
        var addresses = Listening.Addresses(builder.Configuration);
        // What the framework would read itself, in a way of its own.
        builder.WebHost.UseSetting("http_ports", "").UseSetting("https_ports", "")
            .UseUrls([.. addresses, .. Apart(builder.Configuration, addresses)]);
        KnownSettings.CheckCase(Environment.GetEnvironmentVariables());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddBot(builder.Configuration);
        Listening.CheckFree(addresses);
        var store = Store.Open(
            builder.Configuration.GetConnectionString("Default") ?? Store.Usual, machine,
            RetentionOptions.Read(builder.Configuration).UpgradeCopies);
        // Reads wait for a server on threads, of which whoever answers the intake needs one as well.
        if (store.IsShared) ThreadPool.SetMinThreads(Threads, Threads);
        // By a factory, so that the container lets go of the store when it ends.
        builder.Services.AddSingleton(_ => store);
        builder.Services.TryAddSingleton<Database>();
        var app = builder.Build();
        try
        {
            Register(app);
            app.Logger.LogInformation("Data is in {Where}", store.IsShared ? $"PostgreSQL at {store.Where}" : store.Where);
            if (store is SqliteStore { MadeFolder: { } made })
                app.Logger.LogInformation("{Folder} did not exist: it was made for the database", made);
            return app;
        }
        catch (Exception e)
        {
            ((IDisposable)app).Dispose();
            store.Dispose();
            if (e is StorageException refusal) throw new CannotStartException(refusal.Message, e);
            throw;
        }
    }

    /// <summary>
    /// What the bot and its verbs read their settings from: once, so that nothing is watched, which a machine may have no more
    /// of.
    /// </summary>
    public static WebApplicationBuilder Builder(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = AppContext.BaseDirectory,
        });
        KnownSettings.Unquote(builder.Configuration);
        return builder;
    }

    static string[] Apart(IConfiguration from, IReadOnlyList<string> addresses)
    {
        if (Listening.Metrics(from) is not { } metrics) return [];
        Listening.CheckApart(metrics, addresses, from);
        Listening.CheckFree([metrics], "What shows the bot's figures", "Metrics__Url");
        return [metrics];
    }

    static void Register(WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<Doors>().Serve);
        app.Services.RegisterHosting();
        app.RegisterOnCall();
        app.Services.RegisterFollowUps();
        app.Services.RegisterIncidents();
        app.Services.RegisterDirect();
        app.Services.RegisterNotices();
        app.Services.RegisterPrivate();
        app.Services.RegisterTimeline();
        app.Services.RegisterSimilar();
        app.RegisterAlerts();
        app.MapSenders();
        app.RegisterDbt();
        app.RegisterRoutesOfAlerts();
        app.Services.RegisterDestinations();
        app.RegisterHooks();
        app.Services.RegisterSources();
        app.RegisterPullRequests();
        app.Services.RegisterIssues();
        app.Services.RegisterSummaries();
        app.Services.RegisterPostmortems();
        app.Services.RegisterWarnings();
        app.Services.RegisterRequests();
        app.Services.RegisterReviews();
        app.Services.RegisterHandover();
        app.Services.RegisterHome();
        app.RegisterApi();
        app.Services.RegisterOperating();
        // Load balancers ask with HEAD too.
        app.MapMethods("/health/live", [HttpMethods.Get, HttpMethods.Head], () => Health.Alive);
        app.MapMethods("/health/ready", [HttpMethods.Get, HttpMethods.Head], Health.Ready);
    }

    /// <summary>
    /// All features, each with what it reads of the configuration; a wrong value throws <see cref="CannotStartException"/>.
    /// </summary>
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration from)
    {
        KnownSettings.Check(from);
        return services
            .AddSlack(SlackSettings.Read(from))
            .AddHosting(from)
            .AddOnCall()
            .AddFollowUps()
            .AddIncidents()
            .AddDirect()
            .AddNotices()
            .AddPrivate()
            .AddTimeline()
            .AddSimilar()
            .AddAlerts(from)
            .AddSenders()
            .AddDbt()
            .AddRoutesOfAlerts()
            .AddDestinations()
            .AddHooks(from)
            .AddSources()
            .AddPullRequests(from)
            .AddIssues()
            .AddSummaries(from)
            .AddPostmortems()
            .AddWarnings()
            .AddRequests()
            .AddReviews()
            .AddHandover()
            .AddHome()
            .AddApi(from)
            .AddOperating(from)
            .AddWatching(WatchSettings.Read(from));
    }

    const int Threads = 64;

    /// <summary>
    /// <c>Bot doctor</c>: looks from beside a bot, with its settings and services, none of which begins anything; throws
    /// <see cref="CannotStartException"/> where a setting is wrong.
    /// </summary>
    /// <param name="args">Settings, as on the command line.</param>
    /// <param name="said">Where it says what it finds.</param>
    public static async Task<int> Examine(string[] args, TextWriter said)
    {
        KnownSettings.CheckArguments(args);
        var builder = Builder(args);
        builder.Logging.ClearProviders();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddBot(builder.Configuration);
        using var store = LookedAtStore.Of(builder.Configuration.GetConnectionString("Default") ?? Store.Usual);
        builder.Services.AddSingleton(_ => store.Store);
        if (store.StandIn is { } standIn) builder.Services.AddSingleton(standIn);
        builder.Services.TryAddSingleton<Database>();
        await using var app = builder.Build();
        return await AskDoctor.Run(app.Services.GetRequiredService<Doctor>(), store.Findings, said, CancellationToken.None);
    }

    /// <summary>
    /// Does something from beside a bot, with its settings and what its services have registered, none of which begins; throws
    /// <see cref="CannotStartException"/>.
    /// </summary>
    /// <param name="open">The store, by its connection string.</param>
    /// <param name="act">What is done; its exit code.</param>
    /// <param name="configure">What whoever embeds it does otherwise.</param>
    public static async Task<int> Beside(
        Func<string, IStore> open, Func<IServiceProvider, Task<int>> act, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = Builder();
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddBot(builder.Configuration);
        try
        {
            using var store = open(builder.Configuration.GetConnectionString("Default") ?? Store.Usual);
            builder.Services.AddSingleton(_ => store);
            builder.Services.TryAddSingleton<Database>();
            await using var app = builder.Build();
            Register(app);
            return await act(app.Services);
        }
        catch (StorageException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    /// <summary>
    /// Runs the bot until it is stopped, or does what its verb says; 1 when it cannot start or its life ended, after one
    /// sentence on standard error.
    /// </summary>
    public static async Task<int> Run(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        try
        {
            if (await CommandLine.Do(args) is { } code) return code;
            await using var app = Build([.. args.Select(a => a == "--adopt" ? "--adopt=true" : a)], configure);
            // Asked for before the run, whose end disposes the services.
            var life = app.Services.GetRequiredService<SlackLife>();
            await app.RunAsync();
            if (life.Ended is not { } sentence) return 0;
            await Console.Error.WriteLineAsync(sentence);
        }
        catch (CannotStartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"The intake cannot listen: {e.Message} Set ASPNETCORE_URLS to a free address.");
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            await Console.Error.WriteLineAsync($"The configuration cannot be read: {e.Message} {e.InnerException?.Message}");
        }
        catch (InvalidOperationException e) when (e.Message.Contains("HTTPS endpoint", StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync(
                "ASPNETCORE_URLS names https, for which there is no certificate. Use http behind a proxy, or set "
                + "Kestrel__Certificates__Default__Path.");
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"The bot could not go on: {e.Message} Report it with what follows.\n{e}");
        }

        return 1;
    }
}
