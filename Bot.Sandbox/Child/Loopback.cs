using System.Net;
using System.Net.Sockets;

namespace Bot.Sandbox;

/// <summary>Ports of this machine's loopback address, and servers there.</summary>
static class Loopback
{
    public static bool IsFree(int port) => FreePort(port) == port;

    public static int FreePort(int preferred = 0)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, preferred);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException) when (preferred != 0)
        {
            return FreePort();
        }
    }

    /// <summary>
    /// A web server that is still to be started. It writes no log and watches no file: a machine has few watches, and the tests
    /// many servers.
    /// </summary>
    public static WebApplication Site(int port = 0, Action<IWebHostBuilder>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        more?.Invoke(builder.WebHost);
        return builder.Build();
    }
}
