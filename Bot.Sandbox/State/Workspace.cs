using System.Collections.Immutable;
using System.Diagnostics;

namespace Bot.Sandbox;

/// <summary>A local Slack workspace: its state behind one lock, its Web API and sockets on a loopback port.</summary>
public sealed class Workspace : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly Queue<Change> notes = new();
    readonly Dictionary<string, Member> members = [];
    readonly CancellationTokenSource ended = new();
    ImmutableList<Notification> notifications = [];
    int depth;

    Workspace(WorkspaceOptions options)
    {
        Options = options;
        Ids = new Ids(options.Seed);
        TeamId = "T0SANDBOX01";
        Activity = new Activity(options.Wire);
        Faults = new Faults(this, options.Seed);
        Events = new EventFeed(this);
        People = new People(this);
        Conversations = new Conversations(this);
        Files = new Files(this);
        Canvases = new Canvases(this);
        Groups = new Groups(this);
        Views = new Views(this);
        Apps = new Apps(this);
        Triggers = new Triggers(this);
        ResponseUrls = new ResponseUrls(this);
        RateLimiter = new RateLimiter(this);
        Server = new Server(this);
    }

    public WorkspaceOptions Options { get; }
    public string TeamId { get; }
    public Policies Policies { get; } = new();
    public People People { get; }
    public Conversations Conversations { get; }
    public Files Files { get; }
    public Canvases Canvases { get; }
    public Groups Groups { get; }
    public Views Views { get; }
    public Apps Apps { get; }
    public Faults Faults { get; }
    public WireLog Log { get; } = new();
    public ProblemLog ProblemLog { get; } = new();
    /// <summary>What apps did wrong by Slack's rules, a sentence each: a healthy run has none.</summary>
    public IReadOnlyCollection<string> Problems => ProblemLog.All;
    public Usage Usage { get; } = new();
    /// <summary>Every phone that would have buzzed since the workspace was started, in order.</summary>
    public IReadOnlyList<Notification> Notifications => notifications;
    /// <summary>Counts what is under way between the workspace and its apps.</summary>
    public Activity Activity { get; }

    internal Ids Ids { get; }
    internal EventFeed Events { get; }
    internal Triggers Triggers { get; }
    internal ResponseUrls ResponseUrls { get; }
    internal RateLimiter RateLimiter { get; }
    internal Server Server { get; }
    internal DateTimeOffset Now => Options.Clock.GetUtcNow();
    internal CancellationToken Ended => ended.Token;
    internal long NowSeconds => Now.ToUnixTimeSeconds();

    /// <summary>Where the workspace listens, such as http://127.0.0.1:40123/.</summary>
    public Uri Url => Server.Url;

    /// <summary>The base of the Web API, for SLACK_API_URL.</summary>
    public Uri ApiUrl => new(Url, "api/");

    /// <summary>Raised after each change of the state, outside the lock.</summary>
    public event Action<Change>? Changed;

    /// <summary>Opens a workspace and its web server; the caller disposes it.</summary>
    public static async Task<Workspace> Start(WorkspaceOptions? options = null)
    {
        var workspace = new Workspace(options ?? new WorkspaceOptions());
        if (workspace.Options.Sample) SampleWorkspace.Fill(workspace);
        await workspace.Server.Start();
        return workspace;
    }

    /// <summary>Installs an app from the text of its manifest (YAML or JSON).</summary>
    public InstalledApp AddApp(string manifest, bool grantOptionalScopes = true) =>
        Do(() => Apps.Install(AppManifest.Parse(manifest), grantOptionalScopes));

    /// <summary>The person who acts and sees under that short name or id.</summary>
    public Member Member(string who) => Do(() =>
    {
        var person = People[who];
        if (!members.TryGetValue(person.Id, out var member)) members[person.Id] = member = new Member(this, person);
        return member;
    });

    /// <summary>
    /// Idle checks of whatever lives beside the workspace, such as the bot's own; <see cref="Settled"/> awaits them too.
    /// </summary>
    public IList<Func<Task>> IdleChecks { get; } = [];

    /// <summary>Returns when no envelope, call or retry that is due is open here and every idle check has returned.</summary>
    public Task Settled() => Activity.Settled([.. IdleChecks], Options.SettleDeadline);

    /// <summary>
    /// Waits until something is there, looking again after each change; for bots in a process of their own, whose idleness nobody
    /// knows.
    /// </summary>
    public async Task<T> Until<T>(Func<T?> there, TimeSpan? patience = null) where T : class
    {
        var changed = new SemaphoreSlim(1); // Never disposed: an announcement may still be on its way when the waiting ends.
        void Wake(Change change)
        {
            lock (changed)
                if (changed.CurrentCount == 0) changed.Release();
        }
        Changed += Wake;
        try
        {
            while (true)
            {
                if (there() is { } found) return found;
                using var end = new CancellationTokenSource(patience ?? Options.SettleDeadline, Options.Wire);
                await changed.WaitAsync(end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(
                $"What was waited for did not come. Problems: {string.Join("; ", Problems.DefaultIfEmpty("none"))}");
        }
        finally
        {
            Changed -= Wake;
        }
    }

    /// <summary>Runs one step on the state with the lock held; changes noted in it are announced after it.</summary>
    internal T Do<T>(Func<T> step)
    {
        Change[] notes = [];
        try
        {
            lock (gate)
            {
                depth++;
                try { return step(); }
                finally { if (--depth == 0) notes = Drain(); }
            }
        }
        finally
        {
            foreach (var note in notes) Changed?.Invoke(note);
        }
    }

    internal void Do(Action step) => Do(() => { step(); return true; });

    /// <summary>Notes a change to announce when the current step ends.</summary>
    internal void Note(Change change)
    {
        Debug.Assert(gate.IsHeldByCurrentThread, "changes happen under the lock");
        notes.Enqueue(change);
    }

    internal void Notify(PostedMessage message)
    {
        Debug.Assert(gate.IsHeldByCurrentThread, "changes happen under the lock");
        notifications = notifications.AddRange(message.Notified.Select(person => new Notification(Now, message, person)));
    }

    Change[] Drain()
    {
        var notes = this.notes.ToArray();
        this.notes.Clear();
        return notes;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await Server.Stop();
        ended.Dispose();
        Usage.Append(Environment.GetEnvironmentVariable("SANDBOX_USAGE_FILE"));
    }
}

/// <summary>
/// Something changed: kind ("message", "channel", "person", "group", "view", "home", "app", "trouble") and id of the thing.
/// </summary>
public sealed record Change(string Kind, string Id);
