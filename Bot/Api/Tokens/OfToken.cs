using Microsoft.AspNetCore.Authorization;

namespace Bot.Api.Tokens;

/// <summary>Which scope what is asked over HTTP needs.</summary>
/// <param name="Scope">That one.</param>
public sealed record NeededScope(ApiScope Scope);

/// <summary>What a request is let in with.</summary>
static class OfToken
{
    /// <summary>The scheme, and the policy of all that takes any token; of a scope the policy is its word.</summary>
    public const string Any = "token";

    /// <summary>The token of a request that was let in.</summary>
    public static ApiToken Token(this HttpContext http) =>
        http.Features.Get<ApiToken>() ?? throw new InvalidOperationException("The address lets in whoever has no token.");

    /// <summary>Lets in only whoever has a token of that scope, and says so in the documentation.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, ApiScope scope) => route
        .WithMetadata(new NeededScope(scope)).RequireAuthorization(new AuthorizeAttribute(ApiScopes.Word(scope)))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
