using Microsoft.AspNetCore.Components.Forms;

namespace Bot.Sandbox.Page;

/// <summary>Reads what a browser uploads over the page's own connection.</summary>
static class Uploading
{
    public static async Task<byte[]> Read(IBrowserFile file)
    {
        if (file.Size > Files.Largest)
            throw new SandboxException($"{file.Name} is larger than {Files.Largest / (1024 * 1024)} MB.");
        var bytes = new byte[file.Size];
        await using var stream = file.OpenReadStream(Files.Largest);
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
