namespace Bot.Slack;

/// <summary>auth.*</summary>
public sealed class AuthApi
{
    readonly SlackCalls calls;

    internal AuthApi(SlackCalls calls) => this.calls = calls;

    static readonly SlackMethod TestMethod = SlackMethod.Repeat("auth.test");

    /// <summary>Who the bot token is and what it may do.</summary>
    public async Task<AuthTestResponse> Test(CancellationToken stop)
    {
        var (answer, headers) = await calls.CallWithHeaders(TestMethod, [], SlackJson.Default.AuthTestResponse, stop);
        return headers.TryGetValues("x-oauth-scopes", out var scopes)
            ? answer with
            {
                Scopes = [.. string.Join(',', scopes)
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            }
            : answer;
    }
}
