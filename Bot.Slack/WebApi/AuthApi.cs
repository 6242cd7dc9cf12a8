namespace Bot.Slack;

/// <summary>auth.*</summary>
public sealed class AuthApi
{
    readonly SlackCalls calls;

    internal AuthApi(SlackCalls calls) => this.calls = calls;

    static readonly SlackMethod TestMethod = SlackMethod.Repeat("auth.test");
    static readonly SlackMethod OfGroups = SlackMethod.Repeat("auth.test", TokenKind.Groups);

    /// <summary>Who the bot token is and what it may do.</summary>
    public Task<AuthTestResponse> Test(CancellationToken stop) => Test(TestMethod, stop);

    /// <summary>The same of the token that manages user groups, which is the bot's where none is set for it.</summary>
    public Task<AuthTestResponse> TestGroups(CancellationToken stop) => Test(OfGroups, stop);

    async Task<AuthTestResponse> Test(SlackMethod method, CancellationToken stop)
    {
        var (answer, headers) = await calls.CallWithHeaders(method, [], SlackJson.Default.AuthTestResponse, stop);
        var scopes = headers.TryGetValues("x-oauth-scopes", out var listed) ? string.Join(',', listed) : "";
        return answer with
        {
            Scopes = [.. scopes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            ServerTime = headers.Date,
        };
    }
}
