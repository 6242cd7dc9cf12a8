using System.Collections;
using System.Data;
using Bot.Api.Reading;
using Bot.Api.Tokens;
using Bot.Slack;
using Bot.Storage;
using ModelContextProtocol.Protocol;

namespace Bot.Api.Assistants;

/// <summary>Around each tool that is called: the token and its scope, and what was found or refused as an answer.</summary>
public sealed class ToolCalls(Database database, TimeProvider clock, IHttpContextAccessor http)
{
    public const string KeyOf =
        "Any text that is another for each thing that you do: a repeat with the same key changes nothing.";

    public const int MostListed = 50;

    ApiToken Token => http.HttpContext!.Token();

    public Task<CallToolResult> Read(Func<Look, object> read) => Told(async () =>
    {
        var token = Needed(ApiScope.Read);
        return await database.ReadInTurn(db => Untrusted.Said(Listed(read(LookOf(db, token)))));
    });

    /// <param name="change">Does it, and gives the number of what it was done to.</param>
    /// <param name="then">How that stands then; null where the token does not show it any more.</param>
    public Task<CallToolResult> Write(Func<ApiToken, Task<long>> change, Func<Look, long, object?> then) => Told(async () =>
    {
        var token = Needed(ApiScope.Write);
        var number = await change(token);
        return await database.ReadInTurn(db => Untrusted.Said(then(LookOf(db, token), number) ?? new { number }));
    });

    // Read whole while the moment lasts.
    static object Listed(object facts) => facts is IEnumerable many ? many.Cast<object>().ToList() : facts;

    Look LookOf(IDbConnection db, ApiToken token) =>
        new(db, token.Viewer(db), clock.GetUtcNow(), FilterValues.Nothing) { Person = token.Seer(db) };

    ApiToken Needed(ApiScope scope) => Token.Scope.HasFlag(scope) ? Token : throw new ProblemException(
        StatusCodes.Status403Forbidden, ApiScopes.Missing(scope, Token.Name));

    /// <summary>What is refused is told in its sentence.</summary>
    static async Task<CallToolResult> Told(Func<Task<string>> act)
    {
        try
        {
            return Said(await act());
        }
        catch (Exception e) when (e is ProblemException or RefusedException)
        {
            return Said(e.Message, isError: true);
        }
        catch (UnkeptException)
        {
            return Said("The bot cannot use its database just now. Ask again in ten seconds.", isError: true);
        }
    }

    public static CallToolResult Said(string text, bool isError = false) =>
        new() { Content = [new TextContentBlock { Text = text }], IsError = isError };
}
