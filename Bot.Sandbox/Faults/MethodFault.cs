namespace Bot.Sandbox;

/// <summary>What can go wrong with a Web API call.</summary>
public enum MethodTrouble { Latency, RateLimited, ServerError, LostResponse, LateExecution, Refused, LostRequest }

/// <summary>A fault that strikes calls of a method, a number of times or with a probability; durations are wire time.</summary>
public sealed record MethodFault(string Method, MethodTrouble Trouble)
{
    internal const string Late = "fault: late by";

    public TimeSpan For { get; init; }
    public double Probability { get; init; } = 1;
    public InstalledApp? App { get; init; }

    /// <summary>The code of a refusal.</summary>
    public string Error { get; init; } = "";

    /// <summary>What else happens in that moment: before the effect of a call whose request is lost, else behind it.</summary>
    internal Action? Beside { get; init; }
    internal int Left { get; set; } = 1;

    internal string Describe() => Trouble switch
    {
        MethodTrouble.Latency => $"{Late} {For.TotalMilliseconds:0} ms",
        MethodTrouble.RateLimited => $"fault: 429, retry after {For.TotalSeconds:0} s",
        MethodTrouble.ServerError => "fault: 500",
        MethodTrouble.Refused => $"fault: refused with {Error}",
        MethodTrouble.LostResponse => "fault: response lost after the effect",
        MethodTrouble.LostRequest => "fault: request lost before any effect",
        _ => $"fault: executed {For.TotalMilliseconds:0} ms after the caller was cut off",
    };

    internal bool Fits(string method, InstalledApp app) => Left > 0 && (Method == "*" || Method == method)
        && (App is null || App == app);
}
