using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The page of what others have made: by the lock files, so all of it, whatever brought it in.</summary>
static class ThirdParty
{
    const string Head =
        """
        # What others have made

        Written by `dotnet run --project Bot.Sandbox -- licences --write`; a test holds it to the lock files.

        ## With the bot

        These are in what is published, in all of it or for its platform. With `--self-contained` so is
        [.NET](https://github.com/dotnet/dotnet) (MIT). In the packages of native code are
        [SQLite](https://sqlite.org/copyright.html) (public domain), [Skia](https://skia.org/) (BSD-3-Clause) and
        [HarfBuzz](https://github.com/harfbuzz/harfbuzz) (MIT). The font of the pictures is [Inter](https://github.com/rsms/inter)
        (OFL-1.1).


        """;

    const string Behind =
        """

        ## For building, the sandbox and tests alone

        None of these is in what is published. Tests also use packages of npm, which the `package-lock.json` files
        beside them name.


        """;

    public static string Markdown(string root)
    {
        var all = Locked(root, "Bot.Sandbox").Union(Locked(root, "Bot.Tests")).Union(Locked(root, "Bot"))
            .ToDictionary(one => one, one => Package.Read(one.Name, one.Version));
        var ships = Locked(root, "Bot").Where(one => !all[one].IsTool).ToHashSet();
        var text = new StringBuilder(Head);
        Table(text, ships.Select(one => all[one]));
        text.Append(Behind);
        Table(text, all.Keys.Except(ships).Select(one => all[one]));
        return text.ToString();
    }

    static void Table(StringBuilder text, IEnumerable<Package> packages)
    {
        text.Append("| package | version | licence |\n|---|---|---|\n");
        foreach (var one in packages.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase))
            text.Append($"| [{one.Name}]({one.Project}) | {one.Version} | {one.Licence} |\n");
    }

    static IEnumerable<(string Name, string Version)> Locked(string root, string project)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(root, project, "packages.lock.json")))!;
        return json["dependencies"]!.AsObject()
            .SelectMany(platform => platform.Value!.AsObject())
            .Where(one => (string)one.Value!["type"]! != "Project")
            .Select(one => (one.Key, (string)one.Value!["resolved"]!))
            .Distinct();
    }
}
