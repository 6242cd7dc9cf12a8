using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bot.Settings;

/// <summary>Where the intake listens: checked before anything begins, so that a wrong address is one sentence.</summary>
static class Listening
{
    const string Default = "http://localhost:8080", DefaultOfMetrics = "http://127.0.0.1:9464";

    /// <summary>The addresses of ASPNETCORE_URLS, else those of the ports alone, else the usual one; each once.</summary>
    public static IReadOnlyList<string> Addresses(IConfiguration from) => [.. All(from).DistinctBy(BindingAddress.Parse)];

    /// <summary>Where the bot's figures are read, which is nobody's business outside; null where they are not.</summary>
    public static string? Metrics(IConfiguration from)
    {
        if (from.Optional("Metrics:Url") is not { } url) return null;
        var problem = url.EndsWith("/metrics", StringComparison.Ordinal) ? "with a path; they are at /metrics of it anyway"
            : Problem(url) ?? (BindingAddress.Parse(url).IsUnixPipe ? "which has no port" : null);
        return problem is null ? url : throw new CannotStartException(
            $"Metrics__Url is \"{url}\", {problem}. Use an address such as {DefaultOfMetrics}.");
    }

    /// <summary>Refuses an address of figures at which others could be served as well.</summary>
    public static void CheckApart(string metrics, IReadOnlyList<string> addresses, IConfiguration from)
    {
        var port = BindingAddress.Parse(metrics).Port;
        if (port != 0 && addresses.Any(a => BindingAddress.Parse(a) is { IsUnixPipe: false } at && at.Port == port))
            throw new CannotStartException(
                $"Metrics__Url has the port {port}, at which the intake listens: figures are nobody's business outside. Use "
                    + "another port.");
        if (from.GetSection("Kestrel:Endpoints").GetChildren().Any())
            throw new CannotStartException(
                "Metrics__Url listens beside ASPNETCORE_URLS only, which Kestrel__Endpoints takes the place of. Set "
                    + "ASPNETCORE_URLS instead of those.");
    }

    /// <summary>An address as it is asked from this machine.</summary>
    public static string Here(string address) => address.Replace("//*", "//localhost", StringComparison.Ordinal)
        .Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
        .Replace("//[::]", "//localhost", StringComparison.Ordinal).TrimEnd('/');

    static IReadOnlyList<string> All(IConfiguration from)
    {
        if (from.Optional("urls") is { } urls)
            return [.. Parts(urls).Select(url => Problem(url) is { } problem
                ? throw new CannotStartException($"ASPNETCORE_URLS is \"{urls}\", {problem}. Use an address such as {Default}.")
                : url)];
        List<string> ports =
        [
            .. Parts(from["http_ports"]).Select(port => $"http://*:{Port("ASPNETCORE_HTTP_PORTS", port)}"),
            .. Parts(from["https_ports"]).Select(port => $"https://*:{Port("ASPNETCORE_HTTPS_PORTS", port)}"),
        ];
        return ports.Count > 0 ? ports : [Default];
    }

    /// <summary>
    /// Tries each address for a moment: what is taken, or not of this machine, is said before anything is served.
    /// </summary>
    public static void CheckFree(IReadOnlyList<string> addresses, string who = "The intake", string setting = "ASPNETCORE_URLS")
    {
        foreach (var address in addresses)
        {
            var at = BindingAddress.Parse(address);
            if (at.IsUnixPipe || at.Port == 0) continue;
            var ip = at.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(at.Host, out var one) ? one : IPAddress.Any;
            try
            {
                using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(ip, at.Port));
            }
            catch (SocketException e)
            {
                throw new CannotStartException(
                    $"{who} cannot listen on {address}: {e.Message}. Set {setting} to a free address of this machine.",
                    e);
            }
        }
    }

    static string[] Parts(string? text) =>
        (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static string? Problem(string url)
    {
        try
        {
            var at = BindingAddress.Parse(url);
            if (at.Scheme is not ("http" or "https")) return "which is no http or https address";
            if (at.IsUnixPipe) return null;
            if (at.PathBase.Length > 0) return "which has a path; the intake's own begins with /v2";
            // What is no port stays part of the host.
            var isHost = at.Host.Length > 0 && (at.Host.StartsWith('[') || !at.Host.Contains(':', StringComparison.Ordinal));
            return isHost && at.Port <= IPEndPoint.MaxPort ? null
                : $"whose port is none from 0 to {IPEndPoint.MaxPort}";
        }
        catch (FormatException)
        {
            return "which is no http or https address";
        }
    }

    static int Port(string variable, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new CannotStartException(
                $"{variable} holds \"{text}\". Use whole numbers from 0 to {IPEndPoint.MaxPort}, separated by semicolons.");
}
