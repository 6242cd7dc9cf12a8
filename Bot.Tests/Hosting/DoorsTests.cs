using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Bot.OnCall.Calendar;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Hosting;

/// <summary>Whatever is asked over HTTP is answered in time, whatever has become of the store.</summary>
public sealed class DoorsTests
{
    const int AtOnce = 12, Strangers = 60;

    // Far above what any door takes by itself, so that a busy machine decides nothing, and far below what a hanging store takes.
    static readonly TimeSpan Hangs = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Every_route_answers_in_time_while_the_server_is_silent_or_stopped_or_read_only()
    {
        await using var store = TestStore.OnPostgres();
        await using var line = new ServerLine(store.ConnectionString);
        await using var afternoon = await Afternoon.Begin(
            settings: new() { ["ConnectionStrings:Default"] = line.ConnectionString });
        var link = await Link(afternoon);

        line.Silence();
        await AnswersAll(afternoon, link);
        line.Mend();
        await IsReady(afternoon);

        line.Cut();
        await AnswersAll(afternoon, link);
        line.Mend();
        await IsReady(afternoon);

        await using var db = store.Open();
        db.Execute($"alter database {db.Database} set default_transaction_read_only = on");
        line.Cut();
        line.Mend();
        var refused = await Ask(afternoon, HttpMethod.Post, "v2/alert_events/http/circleci");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Code);
        // A change whose line was lost at its end is asked about first.
        await Wait.Until(
            () => afternoon.Get<Database>().Trouble?.EndsWith("Name its primary.", StringComparison.Ordinal) == true);
        afternoon.Clock.Advance(TimeSpan.FromMinutes(20));
        await AnswersAll(afternoon, link);
        Assert.Equal(HttpStatusCode.OK, (await Ask(afternoon, HttpMethod.Get, link)).Code);
        db.Execute($"alter database {db.Database} reset default_transaction_read_only");
        line.Cut();
        line.Mend();
        await IsReady(afternoon);
    }

    [Fact]
    public async Task Every_route_answers_in_time_while_another_program_locks_the_file()
    {
        Assert.SkipWhen(TestStore.IsPostgres, "It is about a file.");
        await using var afternoon = await Afternoon.Begin();
        var link = await Link(afternoon);
        await using (var other = afternoon.Store.Open())
        {
            other.Execute("begin immediate");
            afternoon.Clock.Advance(TimeSpan.FromMinutes(20));
            await AnswersAll(afternoon, link);
            Assert.Equal(HttpStatusCode.OK, (await Ask(afternoon, HttpMethod.Get, link)).Code);
        }

        await IsReady(afternoon);
    }

    /// <summary>A calendar that has asked before.</summary>
    static async Task<string> Link(Afternoon afternoon)
    {
        afternoon.Expect("could not be done; it is tried again");
        afternoon.Expect("could not be kept");
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        var token = CalendarLink.NewToken();
        await afternoon.Get<Database>().Change(tx => CalendarLink.Add(tx, token, afternoon.Ana.Id, null));
        var link = $"calendar/{token}.ics";
        Assert.Equal(HttpStatusCode.OK, (await Ask(afternoon, HttpMethod.Get, link)).Code);
        // The bot is busy with its store, and nobody waits for that.
        afternoon.Workspace.IdleChecks.Clear();
        return link;
    }

    static async Task AnswersAll(Afternoon afternoon, string link)
    {
        var routes = afternoon.Bot.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(
                method => (Method: HttpMethod.Parse(method), Path: Path(route, link)))).ToList();
        Assert.True(routes.Count >= 7, $"Too few routes to be all: {routes.Count}.");
        // Who knows no link asks as well, and holds up nobody.
        var strangers = Enumerable.Range(0, Strangers).Select(n => (HttpMethod.Get, $"calendar/{n}.ics"));
        var asked = strangers.Concat(routes.SelectMany(route => Enumerable.Repeat(route, AtOnce)));
        foreach (var (what, answer) in await Task.WhenAll(asked.Select(async route =>
                     (route, await Ask(afternoon, route.Item1, route.Item2)))))
        {
            var said = $"{what}: {answer}";
            Assert.True(answer.Took < Hangs, said);
            Assert.True((int)answer.Code != 500, said);
            Assert.True(answer.Code != HttpStatusCode.ServiceUnavailable || answer.Again == TimeSpan.FromSeconds(10), said);
        }
    }

    static string Path(RouteEndpoint route, string link) => route.RoutePattern.RawText switch
    {
        "/calendar/{token}.ics" => link,
        var path => path!.TrimStart('/').Replace("{source}", "circleci", StringComparison.Ordinal),
    };

    static async Task IsReady(Afternoon afternoon)
    {
        while ((await Ask(afternoon, HttpMethod.Get, "health/ready")).Code != HttpStatusCode.OK)
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    static async Task<Answer> Ask(Afternoon afternoon, HttpMethod method, string path)
    {
        var began = Stopwatch.GetTimestamp();
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Afternoon.IntakeToken);
            request.Content = JsonContent.Create(
                new { title = "orders failed", deduplication_key = "orders", metadata = new { branch = "main" } });
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(answer.StatusCode, answer.Headers.RetryAfter?.Delta, Stopwatch.GetElapsedTime(began));
    }

    sealed record Answer(HttpStatusCode Code, TimeSpan? Again, TimeSpan Took);
}
