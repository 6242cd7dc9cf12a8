namespace Bot.Sandbox;

/// <summary>Counts calls per method and app in one-minute windows of wire time, and posts per channel and second.</summary>
sealed class RateLimiter(Workspace workspace)
{
    readonly Dictionary<string, (long Start, int Count)> windows = [];

    /// <summary>Seconds to wait when the call is over the limit, else null.</summary>
    public int? Check(Call call) => !workspace.Policies.RateLimits ? null : workspace.Do(() =>
        Count($"{call.App.Id} {call.Method.Name}", (int)call.Method.Tier, TimeSpan.FromMinutes(1))
        ?? (call.Method.Name == "chat.postMessage" ? Count(
            $"{call.App.Id} {call["channel"]}", 1, TimeSpan.FromSeconds(1)) : null));

    int? Count(string key, int most, TimeSpan length)
    {
        var wire = workspace.Options.Wire;
        var window = windows.GetValueOrDefault(key);
        var age = wire.GetElapsedTime(window.Start);
        if (window.Count == 0 || age >= length) window = (wire.GetTimestamp(), 0);
        if (window.Count >= most) return Math.Max(1, (int)Math.Ceiling((length - age).TotalSeconds));
        windows[key] = (window.Start, window.Count + 1);
        return null;
    }
}
