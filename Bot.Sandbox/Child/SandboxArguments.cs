using System.Globalization;

namespace Bot.Sandbox;

/// <summary>What the sandbox was started with on the command line.</summary>
/// <param name="Data">Folder that keeps everything; null where nothing is kept.</param>
/// <param name="App">Manifest of an app beside the bot.</param>
/// <param name="PagePort">Where the page is.</param>
/// <param name="IntakePort">Where the first bot takes alerts.</param>
/// <param name="Demo">Whether it begins with a quarter of history.</param>
/// <param name="Store">The bots' empty PostgreSQL database; null for a file in the folder.</param>
/// <param name="Bots">So many bots share it; none where somebody starts one by hand.</param>
/// <param name="Ai">How the model answers that writes summaries; null where there is none.</param>
sealed record SandboxArguments(
    string? Data, string? App, int PagePort, int IntakePort, bool Demo, string? Store = null, int Bots = 1,
    ModelMode? Ai = null)
{
    const int UsualPage = 8181;
    const int UsualIntake = 8182;

    // Each opens two of the ten connections that Slack allows an app.
    const int MostBots = 5;

    public const string Usage =
        "Usage: dotnet run --project Bot.Sandbox [-- [--data DIR] [--seed demo] [--app MANIFEST] [--port PAGE] [--intake PORT]]\n"
        + "       dotnet run --project Bot.Sandbox -- --store \"Host=…;Database=…\" [--bots 1–5] …\n"
        + "       dotnet run --project Bot.Sandbox -- --bots 0   (a workspace for a bot that you start yourself)\n"
        + "       dotnet run --project Bot.Sandbox -- --ai success|refusal|slow|garbage|invented|broken …\n"
        + "       dotnet run -c Release --project Bot.Sandbox -- bench|chaos|soak --help";

    /// <summary>Null when the words are not understood.</summary>
    public static SandboxArguments? Parse(string[] args)
    {
        string? data = null, app = null, store = null;
        int? page = null, intake = null;
        var bots = 1;
        ModelMode? ai = null;
        var demo = false;
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 >= args.Length) return null;
            if (args[i] == "--data") data = Path.GetFullPath(args[i + 1]);
            else if (args[i] == "--app") app = Path.GetFullPath(args[i + 1]);
            else if (args[i] == "--seed" && args[i + 1] == "demo") demo = true;
            else if (args[i] == "--port" && Port(args[i + 1]) is { } first) page = first;
            else if (args[i] == "--intake" && Port(args[i + 1]) is { } second) intake = second;
            else if (args[i] == "--store") store = args[i + 1];
            else if (args[i] == "--bots" && Bounded(args[i + 1], 0, MostBots) is { } many) bots = many;
            else if (args[i] == "--ai" && Enum.TryParse<ModelMode>(args[i + 1], ignoreCase: true, out var mode)) ai = mode;
            else return null;
        }
        // A file is one bot's, and the demo is made in one.
        if (store is null ? bots > 1 : demo) return null;
        if (bots == 0 && (store is not null || demo || ai is not null)) return null;
        return new SandboxArguments(
            data, app, page ?? Loopback.FreePort(UsualPage), intake ?? Loopback.FreePort(UsualIntake), demo, store,
            bots, ai);
    }

    static int? Port(string text) => Bounded(text, 1, 65_535);

    static int? Bounded(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null;
}
