using Bot.Api.Assistants;
using Bot.Api.Reading;
using Bot.Api.Tokens;
using Bot.Api.Webhooks;
using Bot.Api.Writing;
using Bot.Hosting;
using Bot.Slack;
using Bot.Storage;
using Microsoft.AspNetCore.Authentication;
using ModelContextProtocol.Server;
using Scalar.AspNetCore;

namespace Bot.Api;

static class ApiServices
{
    // Nothing is fetched from elsewhere: whoever reads it may have no way out.
    const string OwnThingsOnly =
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:";

    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration from)
    {
        var settings = ApiSettings.Read(from);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenHandler>(OfToken.Any, _ => { });
        var policies = services.AddAuthorizationBuilder()
            .AddPolicy(OfToken.Any, p => p.AddAuthenticationSchemes(OfToken.Any).RequireAuthenticatedUser());
        foreach (var scope in (ApiScope[])[ApiScope.Read, ApiScope.Write])
            policies.AddPolicy(ApiScopes.Word(scope), p => p.AddAuthenticationSchemes(OfToken.Any)
                .RequireAuthenticatedUser().RequireClaim(TokenHandler.Claim, ApiScopes.Word(scope)));
        return services
            .ConfigureHttpJsonOptions(o => ApiJson.Set(o.SerializerOptions))
            .Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true)
            .AddRateLimiter(o => ApiLimits.Set(o, settings))
            .AddOpenApi(ApiDocument.Name, ApiDocument.Set)
            .AddSingleton<TokenList>()
            .AddSingleton<MakeToken>()
            .AddSingleton<RevokeToken>()
            .AddSingleton<TokenRoutes>()
            .AddLists()
            .AddSingleton<WholeIncident>()
            .AddSingleton<GetReview>()
            .AddSingleton<ExportList>()
            .AddSingleton<ExportFollowUps>()
            .AddSingleton<WriteOnce>()
            .AddSingleton<WriteIncidents>()
            .AddSingleton<WriteEndpoints>()
            .AddSingleton<WriteFollowUps>()
            .AddSingleton<FollowUpEndpoint>()
            .AddWebhooks(from)
            .AddAssistants();
    }

    static IServiceCollection AddAssistants(this IServiceCollection services)
    {
        services.AddHttpContextAccessor().AddSingleton<Origins>().AddSingleton<ToolCalls>().AddSingleton<AssistantTools>()
            .AddSingleton<FollowUpTools>();
        services.AddMcpServer(o =>
        {
            o.ServerInfo = new() { Name = "Data Responder", Version = Health.Version };
            o.ServerInstructions = Instructions;
        }).WithHttpTransport(o => o.Stateless = true).WithTools<AssistantTools>().WithTools<FollowUpTools>()
            .WithRequestFilters(all => all.AddCallToolFilter(ToolArguments.Checked));
        return services;
    }

    const string Instructions =
        "Data Responder knows who of a data team is on call and what is broken. Ask similar_incidents with a dbt node before its "
        + "model is changed: it says what broke it and what fixed it. Declaring calls people: ask whoever you work for first.";

    static IServiceCollection AddLists(this IServiceCollection services) => services
        .AddSingleton<CauseList>()
        .AddSingleton<ApiList, IncidentList>()
        .AddSingleton<ApiList, AlertList>()
        .AddSingleton<ApiList>(all => all.GetRequiredService<CauseList>())
        .AddSingleton<ApiList, ShiftList>()
        .AddSingleton<ApiList, OnCallList>()
        .AddSingleton<WarningList>()
        .AddSingleton<ApiList>(all => all.GetRequiredService<WarningList>())
        .AddSingleton<ApiList, RequestList>()
        .AddSingleton<ApiList, FollowUpList>()
        .AddSingleton<ApiList, RunList>();

    /// <summary>Behind what finds the address, which says whether a token is needed.</summary>
    public static void RegisterApi(this WebApplication app)
    {
        var all = app.Services;
        app.Use(Problems.Catch);
        var origins = all.GetRequiredService<Origins>();
        app.Use((http, next) => origins.Allow(http) ? next(http) : Problems.Write(
            http, StatusCodes.Status403Forbidden, "Pages of others may not ask this. Assistants are no pages."));
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use((http, next) => ProtocolVersions.Problem(http) is { } problem
            ? Problems.Write(http, StatusCodes.Status400BadRequest, problem) : next(http));
        app.UseAuthorization();
        all.GetRequiredService<TokenRoutes>().Register(all.GetRequiredService<SlackRouter>());
        all.GetRequiredService<ExportList>().Register(all.GetRequiredService<SlackRouter>());
        all.GetRequiredService<ExportFollowUps>().Register(all.GetRequiredService<SlackRouter>());
        all.RegisterWebhooks();
        var (database, clock) = (all.GetRequiredService<Database>(), all.GetRequiredService<TimeProvider>());
        foreach (var list in all.GetServices<ApiList>()) list.Map(app, database, clock);
        all.GetRequiredService<WholeIncident>().Map(app);
        all.GetRequiredService<GetReview>().Map(app);
        all.GetRequiredService<WriteEndpoints>().Map(app);
        all.GetRequiredService<FollowUpEndpoint>().Map(app);
        foreach (var tool in all.GetServices<McpServerTool>()) ToolArguments.Close(tool.ProtocolTool);
        app.MapMcp("/mcp").RequireAuthorization(OfToken.Any).WithMetadata(new FromAssistants());
        app.MapOpenApi(ApiDocument.Address);
        app.MapScalarApiReference("/docs", Page).AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = OwnThingsOnly;
            return next(context);
        });
    }

    static void Page(ScalarOptions options) => options
        .WithTitle("Data Responder: what programs can ask").WithOpenApiRoutePattern(ApiDocument.Address)
        .DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry().HideClientButton().HideDeveloperTools();
}
