namespace Bot.Sandbox;

/// <summary><c>licences [--write]</c>: the packages that the bot is made of, each with its licence.</summary>
static class LicencesCommand
{
    public const string Word = "licences", Page = "docs/third-party.md";

    const string Usage = $"Usage: dotnet run --project Bot.Sandbox -- {Word} [--write]\n--write keeps them as {Page}.";

    public static async Task<int> Run(string[] args)
    {
        if (args is not ([] or ["--write"]) || PublishedBot.Repository() is not { } root)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            var page = ThirdParty.Markdown(root);
            if (args is []) Console.Write(page);
            else await File.WriteAllTextAsync(Path.Combine(root, Page), page);
            return 0;
        }
        catch (SandboxException trouble)
        {
            await Console.Error.WriteLineAsync(trouble.Message);
            return 1;
        }
    }
}
