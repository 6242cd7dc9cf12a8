using System.Collections.Concurrent;
using Bot.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests;

/// <summary>A web server of somebody else: it keeps what is asked of it, and answers as a test says.</summary>
sealed class Elsewhere : IAsyncDisposable
{
    readonly WebApplication app;

    Elsewhere(WebApplication app) => this.app = app;

    /// <summary>The paths that were asked for, with what was shown there as proof.</summary>
    public ConcurrentQueue<(string Path, string Token)> Asked { get; } = new();

    /// <summary>Where whoever asks is sent on to; null where it is answered.</summary>
    public Uri? SendsOn { get; set; }

    /// <summary>By the number of the machine.</summary>
    public Uri Url => new(app.Urls.Single() + "/");

    /// <summary>The same by its name, which is another host.</summary>
    public Uri UrlByName => new UriBuilder(Url) { Host = "localhost" }.Uri;

    public static async Task<Elsewhere> Start()
    {
        var there = new Elsewhere(Loopback.Site());
        there.app.Run(there.Answer);
        await there.app.StartAsync(TestContext.Current.CancellationToken);
        return there;
    }

    async Task Answer(HttpContext http)
    {
        Asked.Enqueue((http.Request.Path, http.Request.Headers.Authorization.ToString()));
        if (SendsOn is { } other) http.Response.Redirect(other.AbsoluteUri);
        else await http.Response.WriteAsync("here I am");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
