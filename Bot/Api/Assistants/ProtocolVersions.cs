namespace Bot.Api.Assistants;

/// <summary>
/// The versions of the Model Context Protocol that the bot speaks. What speaks it for the bot says only that another one is not
/// supported.
/// </summary>
public static class ProtocolVersions
{
    const string Header = "MCP-Protocol-Version";

    public static readonly IReadOnlyList<string> Known = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    /// <summary>What is wrong with the version that an assistant names; null where that is known, or none is named.</summary>
    public static string? Problem(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<FromAssistants>() is null) return null;
        return http.Request.Headers[Header] is [{ Length: > 0 } named] && !Known.Contains(named)
            ? $"“{Reading.FilterValues.Shown(named)}” is no version of the protocol that is spoken here. Known are "
                + $"{string.Join(", ", Known)}: send one of them as {Header}, or none."
            : null;
    }
}
