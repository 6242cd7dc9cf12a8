using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Bot.Sandbox;
using Bot.Sandbox.Chaos;
using Bot.Tests.Laws;
using Dapper;
using Npgsql;

namespace Bot.Tests.Crashes;

/// <summary>
/// People declare and CI alerts while the bot's process is killed and started again at seeded moments. People press again
/// when Slack says that it did not work, CI sends again until it hears 202, as both do in life.
/// </summary>
/// <param name="seed">Decides when.</param>
/// <param name="plan">Decides how much.</param>
/// <param name="faults">What Slack does meanwhile.</param>
/// <param name="server">A server of the run's own, which is restarted; else the line to it is cut.</param>
sealed class KillRun(int seed, KillPlan plan, Action<Faults>? faults = null, OwnServer? server = null) : IAsyncDisposable
{
    // Several bots start again and again on one machine: it is slower than one of Slack's customers.
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    static readonly TimeSpan Asleep = TimeSpan.FromSeconds(35);

    // A kill with all that happens between it and the next takes a few seconds.
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    readonly string folder = Directory.CreateTempSubdirectory("data-responder-kill-").FullName;
    readonly SteeredClock clock = new(new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero));
    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    readonly SemaphoreSlim starting = new(1);
    Workspace workspace = null!;
    KillJudge judge = null!;
    KillCovers covers = null!;
    InsistentPeople people = null!;
    readonly List<BotProcess> bots = [];
    readonly CancellationTokenSource over = new();
    TestStore? store;
    ServerLine? line;
    int killed, outages, retries, sent;

    public async Task<string> Run(CancellationToken stop)
    {
        workspace = await Workspace.Start(new WorkspaceOptions
        {
            Clock = clock,
            Seed = seed,
            AckDeadline = Deadline,
            TriggerLifetime = Deadline,
            SettleDeadline = Deadline,
        });
        judge = new KillJudge(workspace, plan);
        people = new InsistentPeople(workspace);
        covers = new KillCovers(workspace, clock, people, plan);
        var app = workspace.AddApp(Manifest.Text);
        var database = Database();
        for (var n = 0; n < plan.Replicas; n++)
            bots.Add(new BotProcess(workspace, app, new BotProcessOptions
            {
                Folder = Path.Combine(folder, $"{n}"),
                Clock = clock,
                Environment = database is null
                    ? Settings
                    : new Dictionary<string, string>(Settings) { ["ConnectionStrings__Default"] = database },
            }));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-circleci");
        await Task.WhenAll(bots.Select(bot => bot.Start(connections: 2 * plan.Replicas)));
        Assert.Null(await SampleRotation.Make(workspace));
        await covers.Make();
        faults?.Invoke(workspace.Faults);

        var supervision = Supervise(over.Token);
        await Act(stop);
        workspace.Faults.Clear();
        await Settled(stop);
        await over.CancelAsync();
        await supervision;
        return $"seed {seed}: {killed} kills and {outages} outages, {plan.Declares} declares, {plan.Alerts} alerts and "
            + $"{plan.Covers} covers acknowledged, {retries + people.Retries} tried again; one channel, card and announcement "
            + "each, one line for each change, one call for each rung, one question of each whom cover is asked, one hand-off";
    }

    async Task Act(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Longest * plan.Kills);
        var enough = patience.Token;
        var declaring = KillJudge.People.Select((who, i) => DeclareAll(
            who, Enumerable.Range(0, plan.Declares).Where(n => n % KillJudge.People.Length == i), enough));
        try
        {
            await Task.WhenAll([Kill(enough), Outages(enough), Sleeps(enough), AlertAll(enough), CoverAll(enough), .. declaring]);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            var screens = KillJudge.People.Concat(KillCovers.Engineers).Select(
                who => workspace.Member(who).ModalOrNone is { } modal ? $"{who} sees {InsistentPeople.Said(modal)}"
                    : $"{who} sees no modal");
            Assert.Fail(
                $"seed {seed}, after {killed} kills and {outages} outages, goes on no more:\n{string.Join('\n', screens)}\n"
                    + await Log(stop));
        }
    }

    string? Database()
    {
        if (plan.Replicas == 1) return null;
        if (server is not null) return server.ConnectionString;
        store = TestStore.OnPostgres();
        line = new ServerLine(store.ConnectionString);
        return line.ConnectionString;
    }

    static readonly Dictionary<string, string> Settings = new()
    {
        ["Incidents__StormLimit"] = "0",
        ["Slack__SocketStagger"] = "00:00:00",
        ["Slack__PostSpacing"] = "00:00:00",
        ["Slack__AckDeadline"] = "00:00:10",
        ["Slack__CallTimeout"] = "00:00:03",
        ["Posts__LookAfter"] = "00:00:01",
        ["Posts__TwinAfter"] = "00:00:04",
    };

    async Task Kill(CancellationToken stop)
    {
        var random = new Random(seed);
        for (var k = 0; k < plan.Kills; k++)
        {
            await Task.Delay(random.Next(20, 700), stop);
            var bot = bots[random.Next(bots.Count)];
            await starting.WaitAsync(stop);
            await bot.Kill();
            killed++;
            await bot.Start();
            starting.Release();
        }
    }

    /// <summary>The database is gone for one to five seconds, and all connections to it at once.</summary>
    async Task Outages(CancellationToken stop)
    {
        var random = new Random(~seed);
        while (outages < plan.Outages)
        {
            // Among the kills, so that each meets some work.
            while (killed * plan.Outages < outages * plan.Kills) await Task.Delay(20, stop);
            await Task.Delay(random.Next(20, 700), stop);
            if (server is not null) await server.Restart();
            line?.Cut();
            await Task.Delay(random.Next(1000, 5000), stop);
            line?.Mend();
            outages++;
        }
    }

    /// <summary>What it had is taken by the others meanwhile, and then it wakes.</summary>
    async Task Sleeps(CancellationToken stop)
    {
        var random = new Random(seed + 1);
        for (var n = 0; n < plan.Sleeps; n++)
        {
            while (killed * plan.Sleeps < n * plan.Kills) await Task.Delay(20, stop);
            await Task.Delay(random.Next(20, 700), stop);
            await bots[random.Next(bots.Count)].Sleep(Asleep, stop);
        }
    }

    /// <summary>
    /// A bot that starts while the database is gone ends with a sentence, and is started again as a supervisor does.
    /// </summary>
    async Task Supervise(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await starting.WaitAsync(CancellationToken.None);
            foreach (var bot in bots.Where(b => !b.IsRunning)) await bot.Start();
            starting.Release();
            await Task.Delay(200, CancellationToken.None);
        }
    }

    /// <summary>Work is spread over the run, so that every kill and every outage meets some.</summary>
    async Task Turn(int n, int of, CancellationToken stop)
    {
        while (killed * of < n * plan.Kills || outages * of < n * plan.Outages - of) await Task.Delay(20, stop);
    }

    async Task DeclareAll(string who, IEnumerable<int> numbers, CancellationToken stop)
    {
        foreach (var n in numbers)
        {
            await Turn(n, plan.Declares, stop);
            var number = await people.Declare(workspace.Member(who), $"declared number {n} of this run", stop);
            await people.Raise(workspace.Member(who), number, stop);
        }
    }

    async Task CoverAll(CancellationToken stop)
    {
        await Turn(1, 2 * plan.Covers, stop);
        await covers.HandOff(stop);
        for (var n = 0; n < plan.Covers; n++)
        {
            await Turn(n, plan.Covers, stop);
            await covers.Cover(n, stop);
        }
    }

    async Task AlertAll(CancellationToken stop)
    {
        for (var n = 0; n < plan.Alerts; n++)
        {
            await Turn(n, plan.Alerts, stop);
            var body = new { title = $"alerted number {n} of this run", status = "firing", deduplication_key = $"job-{n}" };
            while (!await Sent(body, stop))
            {
                retries++;
                await Task.Delay(100, stop);
            }
        }
    }

    async Task<bool> Sent(object body, CancellationToken stop)
    {
        try
        {
            var bot = bots[Interlocked.Increment(ref sent) % bots.Count];
            using var response = await http.PostAsJsonAsync(new Uri(bot.Intake, "v2/alert_events/http/circleci"), body, stop);
            return response.StatusCode == HttpStatusCode.Accepted;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return false;
        }
    }

    async Task Settled(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        while (judge.Wrong().Concat(covers.Wrong()).ToList() is { Count: > 0 } wrong)
        {
            try
            {
                await Task.Delay(250, patience.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                Assert.Fail(
                    $"seed {seed}, after {killed} kills and {outages} outages:\n{string.Join('\n', wrong)}\n{await Rows()}\n"
                        + await Log(stop));
            }
        }
    }

    /// <summary>What is still to be brought, and who was called, as the database has it.</summary>
    async Task<string> Rows()
    {
        if ((server?.ConnectionString ?? store?.ConnectionString) is not { } shared) return "";
        await using var db = new NpgsqlConnection(shared);
        const string Wakes = "select * from wakes order by subject", Calls = "select * from incident_calls order by id";
        return string.Join('\n', (await db.QueryAsync(Wakes)).Concat(await db.QueryAsync(Calls)).Select(
            row => string.Join(' ', ((IDictionary<string, object?>)row).Where(v => v.Value is not null))));
    }

    async Task<string> Log(CancellationToken stop) =>
        string.Join("\n\n", await Task.WhenAll(Enumerable.Range(0, plan.Replicas).Select(n => Log(n, stop))));

    async Task<string> Log(int n, CancellationToken stop)
    {
        await using var log = new FileStream(
            Path.Combine(folder, $"{n}", "bot.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        var lines = (await reader.ReadToEndAsync(stop)).Split('\n');
        return string.Join(
            '\n',
            lines.Where(l => l.Contains("fail", StringComparison.OrdinalIgnoreCase) || l.Contains(
                "rror", StringComparison.Ordinal)).TakeLast(30));
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        foreach (var bot in bots) await bot.DisposeAsync();
        await workspace.DisposeAsync();
        if (line is not null) await line.DisposeAsync();
        over.Dispose();
        starting.Dispose();
        if (store is not null) await store.DisposeAsync();
        http.Dispose();
        await TempFolder.Delete(folder);
    }
}
