using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Bot.Sandbox;
using Bot.Tests.Laws;

namespace Bot.Tests.Crashes;

/// <summary>
/// People declare and CI alerts while the bot's process is killed and started again at seeded moments. People press again
/// when Slack says that it did not work, CI sends again until it hears 202, as both do in life.
/// </summary>
/// <param name="replicas">So many bots share one PostgreSQL database; one alone has a file.</param>
sealed class KillRun(int seed, int kills, int declares, int alerts, Action<Faults>? faults = null, int replicas = 1)
    : IAsyncDisposable
{
    static readonly string[] People = ["ana", "ben", "chloe", "dev", "emi"];

    readonly Random random = new(seed);
    readonly string folder = Directory.CreateTempSubdirectory("data-responder-kill-").FullName;
    readonly SteeredClock clock = new(new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero));
    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    Workspace workspace = null!;
    readonly List<BotProcess> bots = [];
    TestStore? store;
    int killed;
    int retries;
    int sent;

    public async Task<string> Run(CancellationToken stop)
    {
        workspace = await Workspace.Start(new WorkspaceOptions { Clock = clock, Seed = seed });
        var app = workspace.AddApp(Manifest.Text);
        if (replicas > 1) store = TestStore.OnPostgres();
        for (var n = 0; n < replicas; n++)
            bots.Add(new BotProcess(workspace, app, new BotProcessOptions
            {
                Folder = Path.Combine(folder, $"{n}"),
                Clock = clock,
                Environment = store is null
                    ? Settings
                    : new Dictionary<string, string>(Settings) { ["ConnectionStrings__Default"] = store.ConnectionString },
            }));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-circleci");
        foreach (var bot in bots) await bot.Start();
        Assert.Null(await SampleRotation.Make(workspace));
        faults?.Invoke(workspace.Faults);

        var people = People.Select(
            (who, i) => DeclareAll(who, Enumerable.Range(0, declares).Where(n => n % People.Length == i), stop));
        await Task.WhenAll([Kill(stop), AlertAll(stop), .. people]);
        workspace.Faults.Clear();
        await Settled(stop);
        return $"seed {seed}: {killed} kills, {declares} declares and {alerts} alerts acknowledged, {retries} tried again; one "
            + "channel, card and announcement each, one line for each change, one call for each rung";
    }

    static readonly Dictionary<string, string> Settings = new()
    {
        ["Incidents__StormLimit"] = "0",
        ["Slack__SocketStagger"] = "00:00:00",
        ["Slack__PostSpacing"] = "00:00:00",
        ["Slack__CallTimeout"] = "00:00:03",
        ["Posts__LookAfter"] = "00:00:01",
        ["Posts__TwinAfter"] = "00:00:04",
    };

    async Task Kill(CancellationToken stop)
    {
        for (var k = 0; k < kills; k++)
        {
            await Task.Delay(random.Next(20, 700), stop);
            var bot = bots[random.Next(bots.Count)];
            await bot.Kill();
            killed++;
            await bot.Start();
        }
    }

    /// <summary>Work is spread over the run, so that every kill meets some.</summary>
    async Task Turn(int n, int of, CancellationToken stop)
    {
        while (killed * of < n * kills) await Task.Delay(20, stop);
    }

    async Task DeclareAll(string who, IEnumerable<int> numbers, CancellationToken stop)
    {
        foreach (var n in numbers)
        {
            await Turn(n, declares, stop);
            await Declare(workspace.Member(who), $"declared number {n} of this run", stop);
        }
    }

    async Task Declare(Member who, string name, CancellationToken stop)
    {
        for (; ; retries++)
        {
            if (who.ModalOrNone is null) await Type(who, $"/incident {name}", stop);
            if (who.ModalOrNone is { SubmitLabel: "Declare" } form) await form.Submit();
            if (who.ModalOrNone is { } answer && answer.Title.StartsWith("INC-", StringComparison.Ordinal))
            {
                var number = answer.Title["INC-".Length..];
                await answer.CloseAll();
                await Raise(who, number, stop);
                return;
            }

            await Task.Delay(100, stop);
        }
    }

    /// <summary>
    /// Makes it Major, which the channel and the announcement's thread hear by one line each, and calls the lead anew.
    /// </summary>
    async Task Raise(Member who, string number, CancellationToken stop)
    {
        for (; ; retries++)
        {
            if (who.ModalOrNone is null) await Type(who, $"/incident status {number}", stop);
            if (who.ModalOrNone is { SubmitLabel: "Save" } form)
            {
                await form.Choose("Severity", "Major: wants somebody today").Submit();
                // It closes once the bot has said yes.
                if (who.ModalOrNone is null) return;
            }

            await Task.Delay(100, stop);
        }
    }

    /// <summary>
    /// A person types again when Slack says that it failed, or when no form has come for as long as a trigger lives.
    /// </summary>
    static async Task Type(Member who, string line, CancellationToken stop)
    {
        int Failures() => who.Messages().Count(m => m.IsEphemeral && m.Text.Contains("failed", StringComparison.Ordinal));
        var before = Failures();
        await who.Slash(line);
        for (var waited = 0; who.ModalOrNone is null && Failures() == before && waited < 40; waited++)
            await Task.Delay(100, stop);
    }

    async Task AlertAll(CancellationToken stop)
    {
        for (var n = 0; n < alerts; n++)
        {
            await Turn(n, alerts, stop);
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
        while (Wrong() is { Count: > 0 } wrong)
        {
            try
            {
                await Task.Delay(250, patience.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                Assert.Fail($"seed {seed}, after {killed} kills:\n{string.Join('\n', wrong)}\n{await Log(stop)}");
            }
        }
    }

    async Task<string> Log(CancellationToken stop) =>
        string.Join("\n\n", await Task.WhenAll(Enumerable.Range(0, replicas).Select(n => Log(n, stop))));

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

    List<string> Wrong()
    {
        var names = Enumerable.Range(0, declares).Select(n => $"declared number {n} of this run")
            .Concat(Enumerable.Range(0, alerts).Select(n => $"alerted number {n} of this run")).ToList();
        var announced = workspace.Conversations.All.Any(c => c.Name == "data-incidents")
            ? workspace.Member("ana").Messages("#data-incidents").ToList()
            : [];
        var channels = workspace.Conversations.All.Where(c => c.Name.StartsWith("inc-", StringComparison.Ordinal)).ToList();
        List<string> wrong = [];
        if (channels.Count != names.Count) wrong.Add($"{channels.Count} channels for {names.Count} incidents");
        foreach (var name in names)
        {
            var own = channels.Where(c => c.Name.EndsWith(name.Replace(' ', '-'), StringComparison.Ordinal)).ToList();
            var cards = own.SelectMany(c => workspace.Member("ana").Messages(c.Id)).Where(m => m.Buttons.Contains("Resolve"))
                .ToList();
            var lines = announced.Where(a => a.Posted.ThreadTs is null
                && (a.Text.Contains(name, StringComparison.Ordinal) || own.Exists(
                    c => a.Text.Contains(c.Name, StringComparison.Ordinal))))
                .ToList();
            if ((own.Count, cards.Count, cards.Count(c => c.IsPinned), lines.Count) != (1, 1, 1, 1))
                wrong.Add($"{name}: {own.Count} channels, {cards.Count} cards, {cards.Count(c => c.IsPinned)} pinned, "
                    + $"{lines.Count} announcements");
            else if (Said(own[0], lines[0]) is var said && !Expected(name).Contains(said))
                wrong.Add($"{name}: {said} instead of {string.Join(" or ", Expected(name))}");
        }

        return wrong;
    }

    /// <summary>
    /// How often the channel heard the change, its thread too, how it was called as it opened, and as it got worse.
    /// </summary>
    (int Lines, int Replies, int Opened, int Worse) Said(Conversation channel, SeenMessage announcement)
    {
        var texts = workspace.Member("ana").Messages(channel.Id).Where(m => !m.IsPinned).Select(m => m.Text).ToList();
        int Count(string said) => texts.Count(t => t.Contains(said, StringComparison.Ordinal));
        return (Count("Minor → Major"), announcement.Replies.Count, Count("raised by"), Count("raised it to"));
    }

    /// <summary>
    /// The responder is called when something opens and when somebody else makes it worse; what they declare is theirs. A call
    /// that could not be sent before it got worse is not sent behind that.
    /// </summary>
    static (int Lines, int Replies, int Opened, int Worse)[] Expected(string name) =>
        !name.StartsWith("declared", StringComparison.Ordinal) ? [(0, 0, 1, 0)]
        : DeclaredBy(name) == "ana" ? [(1, 1, 0, 0)]
        : [(1, 1, 1, 1), (1, 1, 0, 1)];

    static string DeclaredBy(string name) => People[int.Parse(name.Split(' ')[2], CultureInfo.InvariantCulture) % People.Length];

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in bots) await bot.DisposeAsync();
        await workspace.DisposeAsync();
        if (store is not null) await store.DisposeAsync();
        http.Dispose();
        await TempFolder.Delete(folder);
    }
}
