using System.Collections.Concurrent;
using System.Net;
using Bot.Hosting;

namespace Bot.Tests.Hosting;

/// <summary>A proxy for the way out is none for this machine.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task Behind_a_proxy_the_bot_asks_its_own_machine_itself()
    {
        var before = HttpClient.DefaultProxy;
        var proxy = new DeadProxy();
        HttpClient.DefaultProxy = proxy;
        try
        {
            await using var afternoon = await Afternoon.Begin(before: workspace => proxy.Ports.Add(workspace.Url.Port));
            proxy.Ports.Add(afternoon.Url.Port);
            Assert.Null(await Health.NotAlive(afternoon.Url.ToString()));
            await afternoon.Finn.Slash("/incident list");
            using var http = new HttpClient();
            await Assert.ThrowsAsync<HttpRequestException>(
                () => http.GetAsync(afternoon.Url, TestContext.Current.CancellationToken));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    /// <summary>Where nobody listens; for these ports alone, as other tests run in the same process.</summary>
    sealed class DeadProxy : IWebProxy
    {
        public ConcurrentBag<int> Ports { get; } = [];

        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => new("http://127.0.0.1:1");

        public bool IsBypassed(Uri host) => !Ports.Contains(host.Port);
    }
}
