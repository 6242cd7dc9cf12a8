using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The plain page: the workspace as one person sees it, with a box for messages and commands.</summary>
static class Page
{
    public static void Map(WebApplication app, Workspace workspace)
    {
        app.MapGet("/", context => Guarded(context, () => Static(context, "index.html", "text/html; charset=utf-8")));
        app.MapGet("/page.js", context => Guarded(context, () => Static(context, "page.js", "text/javascript; charset=utf-8")));
        app.MapGet("/page/screen", context => Guarded(context, () => Screen(context, workspace)));
        app.MapGet("/page/changes", context => Guarded(context, () => Changes(context, workspace)));
        app.MapPost("/page/act", context => Guarded(context, () => Act(context, workspace)));
    }

    // A page of another site must not act here: only this host's name, and bodies only as JSON, which such a page cannot send.
    static Task Guarded(HttpContext context, Func<Task> serve)
    {
        var local = context.Request.Host.Host is "127.0.0.1" or "localhost";
        if (local && (HttpMethods.IsGet(context.Request.Method) || context.Request.HasJsonContentType())) return serve();
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    static async Task Static(HttpContext context, string name, string type)
    {
        context.Response.ContentType = type;
        await using var file = typeof(Page).Assembly.GetManifestResourceStream(name)!;
        await file.CopyToAsync(context.Response.Body);
    }

    static Task Screen(HttpContext context, Workspace workspace)
    {
        var query = context.Request.Query;
        var screen = new PageScreen(workspace, workspace.Member(query["as"].FirstOrDefault() ?? "ana"));
        return Answer(context, workspace.Do(() => screen.Show(query["in"].FirstOrDefault())));
    }

    static async Task Act(HttpContext context, Workspace workspace)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        try
        {
            await new PageActs(workspace).Do(body.RootElement);
            await Answer(context, new JsonObject { ["ok"] = true });
        }
        catch (SandboxException trouble)
        {
            await Answer(context, new JsonObject { ["trouble"] = trouble.Message });
        }
    }

    /// <summary>Server-sent events: one line whenever something changed.</summary>
    static async Task Changes(HttpContext context, Workspace workspace)
    {
        context.Response.ContentType = "text/event-stream";
        var changed = new SemaphoreSlim(1); // Never disposed: an announcement may still be on its way when the waiting ends.
        void Wake(Change change)
        {
            if (changed.CurrentCount == 0) changed.Release();
        }
        workspace.Changed += Wake;
        try
        {
            while (true)
            {
                await changed.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync("data: changed\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException) { }
        finally
        {
            workspace.Changed -= Wake;
        }
    }

    static Task Answer(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(Json.Write(answer));
    }
}
