using System.Net;
using System.Net.Sockets;

namespace Bot.Sandbox;

/// <summary>Ports of this machine's loopback address.</summary>
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
}
