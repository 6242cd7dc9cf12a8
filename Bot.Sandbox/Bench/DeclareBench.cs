using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>
/// How long it takes from the press on Declare until an incident has its channel, its lead in it, its card, its announcement and
/// its call, where each call of Slack's takes a tenth of a second. What is like it is looked for meanwhile. It is held against
/// the calls that cannot be made at once: the channel, the lead in it, and two posts there, which Slack wants a second apart.
/// </summary>
sealed class DeclareBench(BenchRun run)
{
    const int Declares = 15;

    static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    // What else is posted into its channel has been by then.
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    // Slack takes a message a second in each channel.
    static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        var clock = new SteeredClock(Tuesday.Of(TimeProvider.System.GetUtcNow()));
        await using var workspace = await Workspace.Start(new WorkspaceOptions { Clock = clock });
        var app = workspace.AddApp(Playground.OwnManifest());
        SampleWorkspace.AddAnnouncements(workspace);
        var options = new BotProcessOptions { Folder = Path.Combine(run.Folder, "declare"), Clock = clock };
        await using var bot = new BotProcess(workspace, app, options);
        await bot.Start();
        if (await SampleRotation.Make(workspace) is { } trouble) throw new SandboxException(trouble);
        // Code that runs for the first time is no cost of an incident.
        foreach (var isPrivate in (bool[])[false, true]) await Declare(workspace, 0, isPrivate);
        workspace.Faults.On("*").Delay(Latency, int.MaxValue);
        var (all, inside, chain) = (new Latencies(), new Latencies(), new Latencies());
        for (var nth = 1; nth <= run.Size.Of(Declares); nth++)
        {
            run.Progress.Say($"declare: {nth} of {run.Size.Of(Declares)}");
            chain.Add([await Chain(workspace, app, nth)]);
            all.Add([await Declare(workspace, nth, isPrivate: false)]);
            inside.Add([await Declare(workspace, nth, isPrivate: true)]);
        }

        return [Row("an incident", all, chain), Row("a private one", inside, chain)];
    }

    static BenchRow Row(string what, Latencies measured, Latencies chain) => new(
        "declare", $"{what} whole, median ms", measured.At(0.5), "channel, lead, card, call one by one", chain.At(0.5))
    {
        AtMost = true,
        Target = 1.3,
    };

    static async Task<TimeSpan> Declare(Workspace workspace, int nth, bool isPrivate)
    {
        var finn = workspace.Member("finn");
        var known = Channels(workspace);
        var name = string.Create(CultureInfo.InvariantCulture, $"Orders are late {nth}");
        await finn.Slash($"/incident declare {name}", "#general");
        var form = await workspace.Until(() => finn.ModalOrNone, BenchRun.Patience);
        if (isPrivate)
        {
            await form.Tick("Private: only those named see it");
            form = await workspace.Until(
                () => finn.ModalOrNone is { } open && open.Fields.Contains("Who else sees it") ? open : null, BenchRun.Patience);
            form = await form.ChoosePeople("Lead", "ana");
        }

        var watch = Stopwatch.StartNew();
        var sent = form.Submit();
        await workspace.Until(() => IsWhole(workspace, known, isPrivate ? null : name) ? workspace : null, BenchRun.Patience);
        var took = watch.Elapsed;
        await sent;
        if (finn.ModalOrNone is { } done) await done.CloseAll();
        await Task.Delay(Rest);
        return took;
    }

    static HashSet<string> Channels(Workspace workspace) => [.. workspace.Conversations.All.Select(c => c.Id)];

    static bool IsWhole(Workspace workspace, HashSet<string> known, string? announced)
    {
        var ana = workspace.Member("ana").Id;
        return workspace.Conversations.All.FirstOrDefault(c => !known.Contains(c.Id) && !c.IsDirect) is { } channel
            && channel.Members.Contains(ana) && channel.Pins.Count > 0
            && channel.Messages.Newest.Any(message => message.Notified.Any(person => person.Id == ana))
            && (announced is null || workspace.Conversations.Find(SampleWorkspace.Announcements)!.Messages.Newest
                .Any(message => message.Text.Contains($" {announced}:", StringComparison.Ordinal)));
    }

    /// <summary>The same calls as a program makes them that does nothing else.</summary>
    static async Task<TimeSpan> Chain(Workspace workspace, InstalledApp app, int nth)
    {
        using var http = new HttpClient { BaseAddress = workspace.ApiUrl };
        http.DefaultRequestHeaders.Authorization = new("Bearer", app.BotToken);
        var watch = Stopwatch.StartNew();
        var name = string.Create(CultureInfo.InvariantCulture, $"chain-{nth}");
        var made = await Call(http, "conversations.create", ("name", name));
        var channel = ("channel", made.GetProperty("channel").GetProperty("id").GetString()!);
        await Call(http, "conversations.invite", channel, ("users", workspace.Member("ana").Id));
        var first = watch.Elapsed;
        await Call(http, "chat.postMessage", channel, ("text", "The card."));
        if (first + Apart - watch.Elapsed is var wait && wait > TimeSpan.Zero) await Task.Delay(wait);
        await Call(http, "chat.postMessage", channel, ("text", "The call."));
        return watch.Elapsed;
    }

    static async Task<JsonElement> Call(HttpClient http, string method, params (string Name, string Value)[] arguments)
    {
        using var form = new FormUrlEncodedContent(arguments.Select(a => KeyValuePair.Create(a.Name, a.Value)));
        using var response = await http.PostAsync(new Uri(method, UriKind.Relative), form);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("ok").GetBoolean() ? answer : throw new SandboxException($"{method} says {answer}");
    }
}
