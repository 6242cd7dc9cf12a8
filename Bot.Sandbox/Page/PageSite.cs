using System.Reflection;
using Microsoft.AspNetCore.DataProtection;

namespace Bot.Sandbox.Page;

/// <summary>The browser page in the workspace's own web server: its services, its files, its guard.</summary>
static class PageSite
{
    static readonly Dictionary<string, string> Types = new()
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
    };

    public static void AddServices(WebApplicationBuilder builder, Stage stage)
    {
        builder.Services.AddSingleton(stage);
        builder.Services.AddScoped<Live>();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
    }

    public static void Map(WebApplication app, Workspace workspace)
    {
        app.Services.GetRequiredService<Stage>().Follow(workspace);
        app.Use(Guard);
        app.UseAntiforgery();
        app.MapGet("/page/{file}", Serve);
        app.MapGet(
            "/as/{who}/files/{id}/{name}",
            (HttpContext context, string who, string id) => PersonFiles.Serve(context, workspace, who, id));
        app.MapGet("/favicon.ico", () => Results.StatusCode(StatusCodes.Status204NoContent));
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    // A page of another site must not act here: only this host's name, and only requests of this page's own origin.
    static Task Guard(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host;
        var origin = context.Request.Headers.Origin.ToString();
        var isOurs = origin.Length == 0 || origin == $"{context.Request.Scheme}://{host}";
        if (isOurs && host.Host is ("127.0.0.1" or "localhost")) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // Embedded, so that the page works from any folder, unpublished, and without internet.
    static IResult Serve(string file) =>
        Types.TryGetValue(Path.GetExtension(file), out var type) && Assembly.GetExecutingAssembly()
            .GetManifestResourceStream($"page/{file}") is { } stream
            ? Results.Stream(stream, type) : Results.NotFound();
}
