using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>How many calls a minute Slack allows per method, workspace and app.</summary>
enum Tier { One = 1, Two = 20, Three = 50, Four = 100, Special = 1000 }

/// <summary>One argument of a method; written as "name" or "name*" where it is required.</summary>
sealed record ArgumentSpec(string Name, bool Required);

/// <summary>One Web API method: what Slack documents of it, and what it does here (called with the lock held).</summary>
sealed record Method(string Name, Tier Tier, string Signature, Func<Call, JsonObject> Run)
{
    /// <summary>Scopes any one of which is enough.</summary>
    public string[] Scopes { get; init; } = [];

    /// <summary>Errors this emulator can answer beside the common ones.</summary>
    public string[] Errors { get; init; } = [];

    /// <summary>False for reads that take their arguments from the form or query only; a JSON body is not looked at.</summary>
    public bool ReadsJson { get; init; } = true;

    /// <summary>Called with the app-level token (xapp-…).</summary>
    public bool ByApp { get; init; }

    public IReadOnlyList<ArgumentSpec> Arguments { get; } =
        [.. Signature.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => new ArgumentSpec(word.TrimEnd('*'), word.EndsWith('*')))];
}
