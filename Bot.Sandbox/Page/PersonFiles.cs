namespace Bot.Sandbox.Page;

/// <summary>Serves files to people on the page, where the person who looks may see them.</summary>
static class PersonFiles
{
    public static async Task Serve(HttpContext context, Workspace workspace, string who, string id)
    {
        var file = workspace.Do(() => workspace.People.TryGet(who, out var person) && workspace.Files.ById(id) is { } found
            && found.IsVisible(person) ? found : null);
        var response = context.Response;
        if (file is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        // What somebody uploaded must not run as a page of this site.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.CacheControl = "private, max-age=3600";
        if (!file.IsImage) response.Headers.ContentDisposition = "attachment";
        response.ContentType = file.MimeType;
        await response.Body.WriteAsync(file.Bytes);
    }
}
