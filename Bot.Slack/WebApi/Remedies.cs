namespace Bot.Slack;

/// <summary>What to do about each of Slack's error codes, in words.</summary>
static class Remedies
{
    public static string For(string method, string error, string? scope) => error switch
    {
        "missing_scope" => $"Add the scope {scope ?? "it needs"} to the app's manifest and reinstall the app.",
        _ => $"Look {error} up at https://docs.slack.dev/reference/methods/{method}.",
    };
}
