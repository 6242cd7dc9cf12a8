namespace Bot.Sandbox;

/// <summary>Serves url_private: to a token with files:read whose bot may see the file; anybody else is sent to sign in.</summary>
sealed class FileDownloads(Workspace workspace)
{
    public async Task Serve(HttpContext context)
    {
        using var open = workspace.Activity.Begin("download of a file");
        var header = context.Request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? workspace.Apps.Token(header["Bearer ".Length..].Trim()) : null;
        var id = ((string)context.Request.RouteValues["key"]!).Split('-')[^1];
        var file = workspace.Do(() => token is null ? null : Find(token, id));
        workspace.Log.Add(workspace.Now, token?.App.Name ?? "?", "call", "url_private", id, file is null ? "sign in" : file.Name,
            TimeSpan.Zero, file is null ? "Slack answers with its sign-in page" : null);
        if (file is null)
        {
            context.Response.Redirect($"/?redir={Uri.EscapeDataString(context.Request.Path)}");
            return;
        }
        context.Response.ContentType = file.MimeType;
        await context.Response.Body.WriteAsync(file.Bytes);
    }

    StoredFile? Find(Token token, string id)
    {
        if (!token.Scopes.Contains("files:read"))
        {
            workspace.ProblemLog.Add(
                $"{token.App.Name} downloaded a file without the scope files:read: it got Slack's sign-in page.");
            return null;
        }
        workspace.Usage.Note(token.App, "scope", "files:read");
        return workspace.Files.ById(id) is { } file && file.IsVisible(token.App) ? file : null;
    }
}
