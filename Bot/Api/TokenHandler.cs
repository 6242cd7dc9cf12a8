using System.Security.Claims;
using System.Text.Encodings.Web;
using Bot.Api.Tokens;
using Bot.Incidents;
using Bot.Settings;
using Bot.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Bot.Api;

/// <summary>Lets in whoever sends a token that works, and tells everybody else in a sentence why not.</summary>
public sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Database database,
    BotCommands commands, TimeProvider clock) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>What a token has of each of its scopes.</summary>
    public const string Claim = "scope";

    const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // What takes alerts knows its senders by itself.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null || Sent() is not { } sent)
            return AuthenticateResult.NoResult();
        var now = clock.GetUtcNow();
        var token = await database.ReadInTurn(db => ApiToken.Find(db, sent));
        if (Problem(token, now.ToUnixTimeMilliseconds()) is { } problem) return AuthenticateResult.Fail(problem);
        if (token!.IsUseToBeNoted(now)) await Note(token);
        Context.Features.Set(token);
        var claims = token.Scopes.Split(' ').Select(scope => new Claim(Claim, scope));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name));
    }

    string? Sent() => Request.Headers.Authorization.ToString() is { } header
        && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && header[Prefix.Length..].Trim() is { Length: > 0 } sent
        ? sent : null;

    string? Problem(ApiToken? token, long now) => token switch
    {
        null => $"There is no such token. {HowTo}",
        { RevokedAt: not null } => $"This token was revoked. {HowTo}",
        _ when token.IsExpiredAt(now) => $"This token works no more: its time is over. {HowTo}",
        _ => null,
    };

    string HowTo => $"An admin makes one in Slack: {commands.Incident} {Verbs.Tokens}.";

    async Task Note(ApiToken token)
    {
        try
        {
            await database.Change(token.SetUsed);
        }
        catch (StorageException)
        {
            // What was asked can be read all the same, and that somebody did is noted the next time.
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        Response.Headers.Append(
            HeaderNames.WWWAuthenticate,
            $"Bearer realm=\"Data Responder\"{(failure is null ? "" : ", error=\"invalid_token\"")}");
        await Problems.Write(
            Context, StatusCodes.Status401Unauthorized,
            failure?.Message ?? $"Send a token as Authorization: Bearer dr_…. {HowTo}");
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = Context.GetEndpoint()?.Metadata.GetMetadata<NeededScope>()?.Scope ?? ApiScope.Read;
        Response.Headers.Append(
            HeaderNames.WWWAuthenticate,
            $"Bearer realm=\"Data Responder\", error=\"insufficient_scope\", scope=\"{ApiScopes.Word(needed)}\"");
        await Problems.Write(Context, StatusCodes.Status403Forbidden, ApiScopes.Missing(needed, Context.Token().Name));
    }
}
