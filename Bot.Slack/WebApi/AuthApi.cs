namespace Bot.Slack;

/// <summary>auth.*</summary>
public sealed class AuthApi
{
    readonly SlackCalls _calls;

    internal AuthApi(SlackCalls calls) => _calls = calls;

    static readonly SlackMethod TestMethod = SlackMethod.Repeat("auth.test");

    /// <summary>Who the bot token is and what it may do.</summary>
    public async Task<AuthTestResponse> Test(CancellationToken ct)
    {
        var (answer, headers) = await _calls.CallWithHeaders(TestMethod, [], SlackJson.Default.AuthTestResponse, ct);
        return headers.TryGetValues("x-oauth-scopes", out var scopes)
            ? answer with { Scopes = [.. string.Join(',', scopes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] }
            : answer;
    }
}
