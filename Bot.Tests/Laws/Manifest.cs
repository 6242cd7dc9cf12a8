using YamlDotNet.RepresentationModel;

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

    public static IEnumerable<string> Commands => List("features", "slash_commands").Select(c => (string)c["command"]!);

    /// <summary>The types of events as they arrive: a message is subscribed to by kind of conversation, message.im.</summary>
    public static IEnumerable<string> Events =>
        List("settings", "event_subscriptions", "bot_events").Select(e => ((string)e!).Split('.')[0]).Distinct();

    /// <summary>By what a shortcut is known to the bot.</summary>
    public static IEnumerable<string> Shortcuts => List("features", "shortcuts").Select(s => (string)s["callback_id"]!);

    static YamlSequenceNode List(params string[] path)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text));
        return (YamlSequenceNode)path.Aggregate(yaml.Documents[0].RootNode, (node, key) => node[key]);
    }
}
