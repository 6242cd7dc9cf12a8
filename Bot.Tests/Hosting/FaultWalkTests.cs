using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Bot.Delivery;
using Bot.Hosting;
using Bot.Slack;
using Bot.Storage;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Route = Bot.Slack.Route;

namespace Bot.Tests.Hosting;

/// <summary>
/// Every route, every look of the clock, every address and every start is gone with a fault in its first statement, in its
/// second, and so on until it comes through: nothing may end, nothing that was acknowledged may be lost, and what is said of it
/// is true. A tenth of it runs each time, all of it with LONG=1.
/// </summary>
public sealed class FaultWalkTests
{
    const int Most = 500;
    static readonly int Stride = Environment.GetEnvironmentVariable("LONG") == "1" ? 1 : 12;

    readonly StorageFaults faults = new();
    readonly ConcurrentQueue<string> told = new();
    int turn;

    async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin(
            settings: new()
            {
                ["PUBLIC_URL"] = "https://bot.example",
                ["Intake:Secrets:ci"] = Addresses.Secret,
                ["GITHUB_WEBHOOK_SECRET"] = Addresses.Secret,
            },
            services: faults.Register);
        afternoon.Expect("");
        // What is gone again is an old trigger's and an old view's.
        afternoon.Workspace.ProblemLog.Added += _ => afternoon.Workspace.ProblemLog.Clear();
        afternoon.Workspace.Log.Added += entry => told.Enqueue(entry.Sent);
        await afternoon.RotationOfIvy(group: null, "ana", "ben", "chloe");
        return afternoon;
    }

    [Fact]
    public async Task A_fault_in_any_statement_of_any_route_ends_nothing_loses_nothing_and_is_told_as_it_is()
    {
        await using var afternoon = await Begin();
        var replay = new Replay(afternoon);
        await Story(afternoon);
        var wrong = new List<string>();
        var routes = afternoon.Get<SlackRouter>().Routes.OrderBy(r => $"{r}", StringComparer.Ordinal).ToList();
        Assert.DoesNotContain(routes, r => r.Kind == RouteKind.Event && !replay.Has(r));
        foreach (var route in routes)
        {
            var (envelope, key) = replay.Again(route);
            await replay.Deliver(envelope);
            await Quiet(afternoon);
            var keeps = IsKept(afternoon, key);
            for (var nth = 1 + turn % Stride; nth <= Most; nth += Stride)
                if (!await Gone(afternoon, replay, route, nth, keeps, wrong)) break;
            await IsWell(afternoon, $"{route}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <returns>Whether the fault has struck.</returns>
    async Task<bool> Gone(Afternoon afternoon, Replay replay, Route route, int nth, bool keeps, List<string> wrong)
    {
        foreach (var person in new[] { afternoon.Ana, afternoon.Ivy })
            if (person.ModalOrNone is not null)
                afternoon.Workspace.Do(
                    () => { afternoon.Workspace.Views.Stack(person.Person).ToList().ForEach(afternoon.Workspace.Views.Close); });
        var (envelope, key) = replay.Again(route);
        told.Clear();
        var kind = turn++ % StorageFaults.Kinds.Count;
        faults.Strike(nth, StorageFaults.Kinds[kind]);
        var ack = await replay.Deliver(envelope);
        await Quiet(afternoon);
        faults.Stop();
        var struck = faults.HasStruck;
        var where = $"{route} with fault {kind} at {nth}";
        var isKept = IsKept(afternoon, key);
        bool Says(string words) => $"{ack}{string.Concat(told)}".Contains(words, StringComparison.Ordinal);
        var (saysNothing, saysSaved) = (Says("nothing was saved"), Says("It was saved"));
        var saysTrouble = saysNothing || Says("is not available just now") || Says("it may be saved, or not");
        if (saysNothing && isKept) wrong.Add($"{where}: says that nothing was saved, and it was.");
        if (saysSaved && !isKept) wrong.Add($"{where}: says that it was saved, and it was not.");
        if (keeps && ack is not null && !isKept && !saysTrouble) wrong.Add($"{where}: was acknowledged and is lost. {ack}");
        if (ack is null && route.Kind != RouteKind.Event) wrong.Add($"{where}: was not acknowledged.");
        if (ack is null && route.Kind == RouteKind.Event && await replay.Deliver(envelope) is null)
            wrong.Add($"{where}: was not taken when Slack sent it again.");
        await Cured(afternoon);
        return struck;
    }

    [Fact]
    public async Task Whatever_comes_in_two_envelopes_is_done_once_and_answered_alike()
    {
        await using var afternoon = await Begin();
        var replay = new Replay(afternoon);
        await Story(afternoon);
        var wrong = new List<string>();
        foreach (var route in afternoon.Get<SlackRouter>().Routes.OrderBy(r => $"{r}", StringComparer.Ordinal))
        {
            var (single, _) = replay.Again(route);
            told.Clear();
            await replay.Deliver(single);
            await Quiet(afternoon);
            var once = (Opened(), Failed());
            var (envelope, _) = replay.Again(route);
            told.Clear();
            var both = await Task.WhenAll(
                replay.Deliver(envelope), replay.Deliver(envelope with { EnvelopeId = $"{envelope.EnvelopeId}-again" }));
            await Quiet(afternoon);
            var acks = both.Select(ack => ack?.Replace("-again", "", StringComparison.Ordinal)).Distinct().ToList();
            if (acks is not [not null]) wrong.Add($"{route}: {string.Join(" and ", acks)}");
            if (Opened() > once.Item1) wrong.Add($"{route}: opened {Opened()} views instead of {once.Item1}");
            if (Failed() > once.Item2) wrong.Add($"{route}: says that it failed");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    int Opened() => told.Count(t => t.Contains("trigger_id", StringComparison.Ordinal));

    int Failed() => told.Count(t => t.Contains("nothing was saved", StringComparison.Ordinal));

    bool IsKept(Afternoon afternoon, string key) => faults.Spare(() => afternoon.Get<Database>().Read(db =>
        db.ExecuteScalar<long>("select count(*) from answers where replace(key, @key, '') <> key", new { key }))) > 0;

    /// <summary>Something of everything, so that each route has been gone by a person once.</summary>
    static async Task Story(Afternoon afternoon)
    {
        afternoon.Workspace.People.Change("ana", ana => ana.IsAdmin = true);
        await afternoon.Alert(new { title = "orders late", deduplication_key = "orders" });
        await afternoon.Ana.Slash("/followup try again in the loader @ben", "#inc-1-orders-late");
        await afternoon.Ana.Sees("0 of 1 done", "#inc-1-orders-late").Tick("#1 try again");
        await afternoon.Ben.Slash("/cover");
        await afternoon.Ben.Modal.Choose("Hours", "Other").Submit();
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ivy.Slash("/cover rota new");
        await (await afternoon.Ivy.Modal.Press("More settings")).Search("Time zone", "lon");
        await afternoon.Ivy.Modal.CloseAll();
        foreach (var member in new[] { afternoon.Ana, afternoon.Ivy }) await new Walk(afternoon, member).Everything();
        await afternoon.Ana.OpensHome(afternoon.App);
        await afternoon.Finn.Joins("#data-incidents");
        await afternoon.Finn.Leaves("#data-incidents");
        var said = await afternoon.Ana.Says("#data-incidents", "Something is late.");
        foreach (var shortcut in (string[])["Add to timeline", "Make it a request", "Declare from message"])
            await said.Menu(shortcut);
        await afternoon.Ana.Shortcut("Declare an incident");
        await afternoon.Ana.Modal.CloseAll();
        foreach (var _ in (int[])[1, 2]) await said.React("pushpin");
        foreach (var isPrivate in (bool[])[false, true])
        {
            await afternoon.Ivy.Creates("#old-news", isPrivate);
            await afternoon.Ivy.Invites("#old-news", afternoon.App.BotUser.Id);
            await afternoon.Ivy.Renames("#old-news", "older-news");
            await afternoon.Ivy.Archives("#older-news");
            await afternoon.Ivy.Unarchives("#older-news");
            await afternoon.Ivy.Deletes("#older-news");
        }

        await afternoon.Ivy.SetsGroup("@data-responder", "ivy");
        afternoon.Workspace.People.Change("ben", ben => ben.DisplayName = "Benjamin");
        await afternoon.Settle();
    }

    [Fact]
    public async Task A_fault_in_any_look_of_the_clock_is_made_up_for()
    {
        await using var afternoon = await Begin();
        await afternoon.Alert(new { title = "orders late", deduplication_key = "orders" });
        await afternoon.Ana.Slash("/cover leave");
        await afternoon.Ana.Modal.PickDate("First day", "2026-03-16").PickDate("Last day", "2026-03-20").Submit();
        await afternoon.Ana.Modal.CloseAll();
        var step = TimeSpan.FromMinutes(Stride == 1 ? 10 : 60);
        for (var end = afternoon.Clock.GetUtcNow() + TimeSpan.FromDays(7); afternoon.Clock.GetUtcNow() < end; turn++)
        {
            if (turn % 24 == 5) await afternoon.Get<Database>().Change(tx => tx.WakeHomes());
            afternoon.Clock.Advance(step);
            faults.Strike(1 + turn * 7 % 97, StorageFaults.Kinds[turn % StorageFaults.Kinds.Count]);
            await afternoon.Get<Ticker>().Look(TestContext.Current.CancellationToken);
            await Quiet(afternoon);
            faults.Stop();
            await Cured(afternoon);
        }

        await IsWell(afternoon, "a week of looks");
        Assert.Equal([afternoon.Ben.Id], afternoon.Workspace.Groups["@data-responder"].Members);
    }

    [Fact]
    public async Task A_fault_in_any_statement_behind_an_address_keeps_what_was_acknowledged()
    {
        await using var afternoon = await Begin();
        using var walked = new Addresses(afternoon);
        await walked.LetIn();
        var addresses = walked.All;
        var mapped = afternoon.Bot.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!).ToList();
        Assert.Equal([], mapped.Except(addresses.Keys));
        foreach (var (address, (keeps, ask)) in addresses)
            for (var nth = 1 + turn % Stride; nth <= Most; nth += Stride)
            {
                var word = $"walk{addresses.Keys.Order(StringComparer.Ordinal).ToList().IndexOf(address)}x{nth}x";
                faults.Strike(nth, StorageFaults.Kinds[turn++ % StorageFaults.Kinds.Count]);
                var code = (await ask(word)).StatusCode;
                var atOnce = faults.HasStruck;
                faults.Stop();
                if (keeps)
                {
                    var kept = afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>(
                        "select count(*) from alerts where title like @word", new { word = $"%{word}%" }));
                    Assert.True(kept == (code == HttpStatusCode.Accepted ? 1 : 0), $"{address} answers {code} and keeps {kept}.");
                }

                Assert.True(code < HttpStatusCode.InternalServerError || atOnce, $"{address} answers {code} without a fault.");
                await Cured(afternoon);
                if (!atOnce) break;
            }

        await IsWell(afternoon, "all addresses");
    }

    [Fact]
    public async Task A_fault_in_any_statement_of_a_start_is_got_over_or_said_in_a_sentence()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.IdleChecks.Clear();
        for (var nth = 1; nth <= Most; nth += Math.Max(1, Stride / 3))
        {
            await afternoon.Stop();
            faults.Strike(nth, StorageFaults.Kinds[turn++ % StorageFaults.Kinds.Count]);
            try
            {
                await afternoon.Start();
            }
            catch (Exception e) when (faults.HasStruck)
            {
                Assert.True(e is CannotStartException || e.Message.StartsWith("A fault", StringComparison.Ordinal), $"{e}");
                faults.Stop();
                await afternoon.Start();
            }

            var isAll = !faults.HasStruck;
            faults.Stop();
            await Cured(afternoon);
            if (isAll) break;
        }

        await IsWell(afternoon, "all starts");
    }

    [Fact]
    public async Task A_loop_that_ends_by_itself_ends_the_bot_with_a_sentence()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Expect("ends by a fault of its own");
        afternoon.Get<Ticker>().Dispose();
        while (afternoon.Get<SlackLife>().Ended is null) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.StartsWith("The bot ended by a fault of its own:", afternoon.Get<SlackLife>().Ended, StringComparison.Ordinal);
    }

    /// <summary>Returns when all that can be done at once is done, whether it worked or is to be tried again later.</summary>
    async Task Quiet(Afternoon afternoon)
    {
        const string Due = "select count(*) from wakes where parked is null and due_at <= @now";
        var (work, database) = (afternoon.Get<OpenWork>(), afternoon.Get<Database>());
        while (work.Count > 0 || !database.Idle || faults.Spare(() => database.Read(
            db => db.ExecuteScalar<long>(Due, new { now = database.WireNow }))) > 0)
            await Task.Delay(2, TestContext.Current.CancellationToken);
    }

    /// <summary>The pauses grow with each failure: nobody waits for them here.</summary>
    async Task Cured(Afternoon afternoon)
    {
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute("update wakes set due_at = 0, tries = 0, parked = null"));
        await Quiet(afternoon);
    }

    async Task IsWell(Afternoon afternoon, string after)
    {
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        var ready = await http.GetAsync("health/ready", TestContext.Current.CancellationToken);
        Assert.True(
            ready.StatusCode == HttpStatusCode.OK,
            $"After {after}: {await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        Assert.Null(afternoon.Get<SlackLife>().Ended);
        using var alert = JsonContent.Create(new { title = "still well", deduplication_key = "well" });
        Assert.Equal(HttpStatusCode.Accepted, (await afternoon.Post("v2/alert_events/http/circleci", alert)).StatusCode);
        await Quiet(afternoon);
    }
}
