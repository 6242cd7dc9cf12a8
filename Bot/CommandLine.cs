using Bot.Hosting;
using Bot.Settings;
using Bot.Storage;

namespace Bot;

/// <summary>What can be asked of the program on its command line, beside running the bot.</summary>
static class CommandLine
{
    const string Help =
        """
        Bot               runs the bot; docs/configuration.md lists its settings; SLACK_BOT_TOKEN and SLACK_APP_TOKEN are needed
        Bot --adopt       runs it on the database of a workspace that has become another one; needed once
        Bot manifest      prints the manifest of its Slack app, with the commands' names as they are set
        Bot doctor        looks at all that it needs (tokens, permissions, channels, database, intake) and says what to do
        Bot health        asks a bot that runs on this machine whether it is alive; exit code 0 says yes
        Bot backup FILE   writes all that it knows into a new file, while it runs
        Bot restore FILE  makes the empty store that ConnectionStrings__Default names of a backup
        Bot export FILE   writes the team's settings as YAML, without secrets; - is standard output
        Bot import FILE   shows what such a file would change here
        Bot import FILE --apply  does it, in one change
        Bot move --to     copies all that it knows into an empty store: "Host=…" of PostgreSQL, or "Data Source=…" of a file
        Bot --version     prints its version
        Bot --help        prints this

        """;

    static int Move(string to)
    {
        var settings = BotApp.Builder().Configuration;
        KnownSettings.Check(settings);
        MoveStore.Run(settings.GetConnectionString("Default") ?? Store.Usual, to, Console.Out);
        return 0;
    }

    /// <summary>Does what a verb asks for and gives its exit code; null where the bot is to be run.</summary>
    public static async Task<int?> Do(string[] args)
    {
        switch (args)
        {
            case ["--help" or "-h" or "help"]:
                await Console.Out.WriteAsync(Help);
                return 0;
            case ["--version"]:
                await Console.Out.WriteLineAsync(Health.Version);
                return 0;
            case ["manifest"]:
                await Console.Out.WriteAsync(AppManifest.Text(BotCommands.Read(BotApp.Builder().Configuration)));
                return 0;
            case ["health"]:
                if (await Health.NotAlive(Listening.Addresses(BotApp.Builder().Configuration)[0]) is not { } why)
                    return 0;
                await Console.Error.WriteLineAsync(why);
                return 1;
            case ["doctor", .. var settings]:
                return await BotApp.Examine(settings, Console.Out);
            case ["backup" or "restore", ..]:
                return BackupVerbs.Run(args);
            case ["export" or "import", ..]:
                return await SettingsVerbs.Run(args, Console.Out);
            case ["move", "--to", var to]:
                return Move(to);
            case ["move", var to] when to.StartsWith("--to=", StringComparison.Ordinal):
                return Move(to["--to=".Length..]);
            case ["move", ..]:
                throw new CannotStartException(
                    "move wants to know where to, and nothing else: Bot move --to "
                        + "\"Host=db.example.com;Database=bot;Username=bot;"
                        + "Password=…\", or Bot move --to \"Data Source=bot.db\".");
            case ["--help" or "-h" or "help" or "--version" or "manifest" or "health", var more, ..]:
                throw KnownSettings.Unknown(more);
            default:
                return null;
        }
    }
}
