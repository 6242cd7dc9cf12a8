namespace Bot.Tests.Laws;

/// <summary>manifest.yml as the bot carries it.</summary>
static class Manifest
{
    public static string Text
    {
        get
        {
            using var stream = typeof(BotApp).Assembly.GetManifestResourceStream("manifest.yml")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
