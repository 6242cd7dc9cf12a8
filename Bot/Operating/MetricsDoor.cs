using Bot.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Bot.Operating;

/// <summary>
/// <c>/metrics</c>, on an address of its own at which nothing else is, and nowhere else: figures are nobody's business where
/// senders come in. It stands before all that is served.
/// </summary>
sealed class MetricsDoor(WatchSettings settings, IServer server) : IStartupFilter
{
    internal const string Path = "/metrics";

    int port = BindingAddress.Parse(settings.Metrics!).Port;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseOpenTelemetryPrometheusScrapingEndpoint(http => IsHere(http) && http.Request.Path == Path
            && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)));
        app.UseWhen(IsHere, here => here.Run(http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        next(app);
    };

    // A port of 0 is one that the machine chooses, known once it is listened at; the address stands last.
    bool IsHere(HttpContext http)
    {
        if (port == 0) port = BindingAddress.Parse(server.Features.Get<IServerAddressesFeature>()!.Addresses.Last()).Port;
        return http.Connection.LocalPort == port;
    }
}
