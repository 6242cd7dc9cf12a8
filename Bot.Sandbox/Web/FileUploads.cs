namespace Bot.Sandbox;

/// <summary>Takes the bytes of a file at the address that an app was given for them; nobody shows a token there.</summary>
sealed class FileUploads(Workspace workspace)
{
    public async Task Serve(HttpContext context)
    {
        using var open = workspace.Activity.Begin("upload of a file");
        var id = (string)context.Request.RouteValues["id"]!;
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        var isTaken = workspace.Do(() => workspace.Files.Receive(id, bytes.ToArray()));
        workspace.Log.Add(
            workspace.Now, "?", "call", "upload_url", id, isTaken ? $"OK - {bytes.Length}" : "refused", TimeSpan.Zero,
            isTaken ? null : "no file of that length is expected there");
        context.Response.StatusCode = isTaken ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        if (isTaken) await context.Response.WriteAsync($"OK - {bytes.Length}");
    }
}
