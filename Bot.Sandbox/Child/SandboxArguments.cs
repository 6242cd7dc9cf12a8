using System.Globalization;

namespace Bot.Sandbox;

/// <summary>What the sandbox was started with on the command line.</summary>
sealed record SandboxArguments(string? Data, string? App, int PagePort, int IntakePort, bool Demo)
{
    const int UsualPage = 8181;
    const int UsualIntake = 8182;

    public const string Usage =
        "Usage: dotnet run --project Bot.Sandbox [-- [--data DIR] [--seed demo] [--app MANIFEST] [--port PAGE] [--intake PORT]]\n"
        + "       dotnet run -c Release --project Bot.Sandbox -- bench --help";

    /// <summary>Null when the words are not understood.</summary>
    public static SandboxArguments? Parse(string[] args)
    {
        string? data = null, app = null;
        int? page = null, intake = null;
        var demo = false;
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 >= args.Length) return null;
            if (args[i] == "--data") data = Path.GetFullPath(args[i + 1]);
            else if (args[i] == "--app") app = Path.GetFullPath(args[i + 1]);
            else if (args[i] == "--seed" && args[i + 1] == "demo") demo = true;
            else if (args[i] == "--port" && Port(args[i + 1]) is { } first) page = first;
            else if (args[i] == "--intake" && Port(args[i + 1]) is { } second) intake = second;
            else return null;
        }
        return new SandboxArguments(
            data, app, page ?? Loopback.FreePort(UsualPage), intake ?? Loopback.FreePort(UsualIntake), demo);
    }

    static int? Port(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and < 65_536 ? port : null;
}
