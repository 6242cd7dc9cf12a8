using Bot.Settings;

namespace Bot.Api.Assistants;

/// <summary>Asked by assistants alone: a page of somebody else in a browser is refused.</summary>
public sealed record FromAssistants;

/// <summary>
/// Which pages may ask what assistants ask. A browser names the page that asks, and none but the bot's own may: with a name that
/// is led elsewhere, a page could reach a bot inside a company's network.
/// </summary>
public sealed class Origins(PublicUrl publicUrl)
{
    /// <summary>Whether whoever asks may, by the page that is named; programs name none.</summary>
    public bool Allow(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<FromAssistants>() is null) return true;
        var sent = http.Request.Headers.Origin;
        if (sent.Count == 0) return true;
        return sent is [{ } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsOurs(page, http);
    }

    // Where no address is set, a bot is asked on this machine alone.
    bool IsOurs(Uri page, HttpContext http) => publicUrl.Address is { } own
        ? Uri.Compare(page, own, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
        : page.IsLoopback && page.Authority.Equals(http.Request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
