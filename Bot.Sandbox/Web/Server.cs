using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Bot.Sandbox;

/// <summary>The workspace's web server, on loopback only: Web API, sockets, response URLs, and what the options add.</summary>
sealed class Server(Workspace workspace)
{
    WebApplication? app;

    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Nothing is watched: a machine has few watches, and the tests many servers.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(workspace);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 5 * 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, workspace.Options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        workspace.Options.Services?.Invoke(builder);
        app = builder.Build();
        Map(app);
        workspace.Options.Routes?.Invoke(app, workspace);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Url = new Uri(addresses!.Addresses.First().TrimEnd('/') + "/");
    }

    public async Task Stop()
    {
        foreach (var app in workspace.Apps.All) app.Sockets.Abandon();
        if (app is null) return;
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500), workspace.Options.Wire);
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }

    void Map(WebApplication app)
    {
        app.Use((context, next) =>
        {
            // As Slack's servers do; by their own clock.
            context.Response.Headers.Date = workspace.Options.Wire.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
            return next(context);
        });
        app.MapMethods("/api/{method}", ["GET", "POST"], new WebApi(workspace).Serve);
        app.MapGet("/link/", new SocketEndpoint(workspace).Serve);
        app.MapGet("/files-pri/{key}/{name}", new FileDownloads(workspace).Serve);
        app.MapPost("/upload/v1/{id}", new FileUploads(workspace).Serve);
        app.MapPost("/response/{id}", workspace.ResponseUrls.Serve);
    }
}
