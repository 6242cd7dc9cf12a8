using System.Globalization;

namespace Bot.Sandbox;

/// <summary>Troubles on demand: of Web API calls, of sockets, of envelopes. Chances are drawn from one seeded source.</summary>
public sealed class Faults
{
    readonly Workspace workspace;
    readonly List<MethodFault> methods = [];
    Random random;

    internal Faults(Workspace workspace, int seed)
    {
        this.workspace = workspace;
        random = new Random(seed);
        Sockets = new SocketFaults(workspace);
        Envelopes = new EnvelopeFaults(this);
    }

    public SocketFaults Sockets { get; }
    public EnvelopeFaults Envelopes { get; }

    /// <summary>Starts the source of chances again from <paramref name="seed"/>.</summary>
    public void Seed(int seed)
    {
        lock (methods) random = new Random(seed);
    }

    /// <summary>Ends every fault that was asked for and has not struck.</summary>
    public void Clear()
    {
        lock (methods) methods.Clear();
        Envelopes.Clear();
        Sockets.Clear();
    }

    /// <summary>Faults of one method ("chat.postMessage") or of every method ("*"), for one app or all.</summary>
    public MethodFaults On(string method, InstalledApp? app = null) => new(this, method, app);

    internal void Add(MethodFault fault)
    {
        lock (methods) methods.Add(fault);
    }

    internal MethodFault? Next(string method, InstalledApp app)
    {
        lock (methods)
        {
            var fault = methods.FirstOrDefault(each => each.Fits(method, app) && Chance(each.Probability));
            if (fault is not null && --fault.Left == 0) methods.Remove(fault);
            return fault;
        }
    }

    internal bool Chance(double probability)
    {
        lock (methods) return probability >= 1 || random.NextDouble() < probability;
    }

    /// <summary>
    /// Serves a call with its fault, if it has one: <paramref name="act"/> is the effect, <paramref name="reply"/> the response.
    /// </summary>
    internal async Task Strike(MethodFault? fault, HttpContext context, Action act, Func<Task> reply)
    {
        switch (fault?.Trouble)
        {
            case MethodTrouble.RateLimited:
                await Fail(context, 429, """{"ok":false,"error":"ratelimited"}""", fault.For);
                return;
            case MethodTrouble.ServerError:
                await Fail(context, 500, "<html><body>Server Error</body></html>");
                return;
            case MethodTrouble.Refused:
                await Fail(context, 200, $$"""{"ok":false,"error":"{{fault.Error}}"}""");
                return;
            case MethodTrouble.LostResponse:
                act();
                fault.Beside?.Invoke();
                context.Abort();
                return;
            case MethodTrouble.LostRequest:
                fault.Beside?.Invoke();
                context.Abort();
                return;
            case MethodTrouble.LateExecution:
                context.Abort();
                await Task.Delay(fault.For, workspace.Options.Wire);
                act();
                return;
            case MethodTrouble.Latency:
                await Task.Delay(fault.For, workspace.Options.Wire);
                break;
        }
        act();
        await reply();
    }

    static Task Fail(HttpContext context, int status, string body, TimeSpan retryAfter = default)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = status is 429 or 200 ? "application/json; charset=utf-8" : "text/html";
        if (status == 429) context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds)
            .ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync(body);
    }
}

/// <summary>Asks for faults of one method; each strikes <c>times</c> calls, every one or with a probability.</summary>
public sealed class MethodFaults
{
    readonly Faults faults;
    readonly string method;
    readonly InstalledApp? app;

    internal MethodFaults(Faults faults, string method, InstalledApp? app) =>
        (this.faults, this.method, this.app) = (faults, method, app);

    public void Delay(TimeSpan by, int times = 1, double probability = 1) => Add(MethodTrouble.Latency, by, times, probability);

    public void RateLimited(int times = 1, int retryAfterSeconds = 1, double probability = 1) =>
        Add(MethodTrouble.RateLimited, TimeSpan.FromSeconds(retryAfterSeconds), times, probability);

    /// <summary>Slack says no, by this code of its own; until the faults are cleared, if no number is given.</summary>
    public void Refuse(string error, int times = int.MaxValue) =>
        faults.Add(new MethodFault(method, MethodTrouble.Refused) { Error = error, Left = times, App = app });

    public void ServerError(int times = 1, double probability = 1) => Add(MethodTrouble.ServerError, default, times, probability);

    /// <summary>The call takes effect, then the connection breaks before the response.</summary>
    public void LoseResponse(int times = 1, double probability = 1) =>
        Add(MethodTrouble.LostResponse, default, times, probability);

    /// <summary>
    /// The connection breaks at once; the call takes effect <paramref name="after"/> that, when the caller has given up.
    /// </summary>
    public void ExecuteLate(TimeSpan after, int times = 1, double probability = 1) =>
        Add(MethodTrouble.LateExecution, after, times, probability);

    /// <summary>
    /// The next call's connection breaks, behind its effect or before it, and something else happens in that moment.
    /// </summary>
    public void Cut(bool takesEffect, Action beside)
    {
        var trouble = takesEffect ? MethodTrouble.LostResponse : MethodTrouble.LostRequest;
        faults.Add(new MethodFault(method, trouble) { App = app, Beside = beside });
    }

    void Add(MethodTrouble trouble, TimeSpan length, int times, double probability) =>
        faults.Add(new MethodFault(method, trouble) { For = length, Left = times, Probability = probability, App = app });
}
