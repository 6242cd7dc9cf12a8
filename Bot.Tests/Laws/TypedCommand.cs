using System.Reflection;
using System.Text.RegularExpressions;
using Bot.Sandbox;
using Bot.Settings;

namespace Bot.Tests.Laws;

/// <summary>What is wrong with a command that a page gives to type; null where it is one that is understood.</summary>
static partial class TypedCommand
{
    /// <summary>What is not ours is not run: it needs a server, a daemon, a cluster, or another's rights.</summary>
    static readonly Dictionary<string, string> Outside = new()
    {
        ["createuser"] = "a PostgreSQL server",
        ["createdb"] = "a PostgreSQL server",
        ["docker"] = "Docker's daemon",
        ["kubectl"] = "a cluster",
        ["systemctl"] = "systemd",
        ["systemd-run"] = "systemd",
        ["install"] = "the system's folders",
        ["useradd"] = "the system's users",
    };

    /// <summary>Variables of commands that are no settings of the bot.</summary>
    static readonly string[] OfCommands = ["TOKEN", "URL", "LONG", "SCREENSHOTS", "run"];

    static readonly string Root = Sources.Root();

    /// <summary>As <c>Bot --help</c> lists them.</summary>
    static readonly List<string[]> Verbs =
    [
        .. HelpLine().Matches(File.ReadAllText(Path.Combine(Root, "Bot", "CommandLine.cs")))
            .Select(m => m.Groups["verb"].Value.Split(' ')),
    ];

    static readonly HashSet<string> SandboxWords =
    [
        .. typeof(Workspace).Assembly.GetTypes()
            .Select(t => t.GetField("Word", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(f => f is { IsLiteral: true }).Select(f => (string)f!.GetRawConstantValue()!),
    ];

    static readonly List<Type> Tests = [.. typeof(TypedCommand).Assembly.GetTypes()];

    public static string? Problem(string[] words) => words switch
    {
        [] or ["cd", _] => null,
        [var set, .. var rest] when Assignment().IsMatch(set) => Setting(set) ?? Problem(rest),
        ["export", .. var set] => set.Select(Setting).FirstOrDefault(p => p is not null),
        ["sudo", "-u", _, .. var rest] => Problem(rest),
        ["sudo" or "exec", .. var rest] => Problem(rest),
        ["dotnet", "run", .. var rest] => Run(rest),
        ["dotnet", "build" or "test" or "format" or "publish" or "restore", .. var rest] => Build(rest),
        [".ci/run" or ".ci/pictures"] => Missing(words[0]),
        [var program, .. var rest] when program is "Bot" || program.EndsWith("/Bot", StringComparison.Ordinal) => Verb(rest),
        [var program, .. var rest] when Outside.ContainsKey(program) =>
            rest.Where(IsOurs).Select(Missing).FirstOrDefault(p => p is not null),
        _ => "nothing says what this is, or by which test it is run",
    };

    /// <summary>A sentence may speak of a verb without what stands behind it.</summary>
    public static bool IsVerb(string[] words) => words is ["Bot", var said] && Verbs.Exists(verb => verb[0] == said);

    static bool IsOurs(string word) => word.StartsWith("deploy/", StringComparison.Ordinal);

    static string? Missing(string path) =>
        Path.Exists(Path.Combine(Root, path)) ? null : $"there is no {path}";

    static string? Setting(string assignment)
    {
        var name = assignment.Split('=')[0];
        if (OfCommands.Contains(name) || name.StartsWith("RESPONDER_", StringComparison.Ordinal)) return null;
        if (name.StartsWith("TEST_", StringComparison.Ordinal)) return null;
        var key = name == "ASPNETCORE_URLS" ? "urls" : name.Replace("__", ":", StringComparison.Ordinal);
        try
        {
            KnownSettings.CheckArguments([$"--{key}=x"]);
            return null;
        }
        catch (CannotStartException)
        {
            return $"{name} is no setting";
        }
    }

    static string? Run(string[] words)
    {
        var end = Array.IndexOf(words, "--");
        var (options, behind) = end < 0 ? (words, []) : (words[..end], words[(end + 1)..]);
        var project = Array.IndexOf(options, "--project") is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;
        return project switch
        {
            "Bot" => Verb(behind),
            "Bot.Sandbox" => InSandbox(behind),
            _ => "it names no project that runs",
        };
    }

    static string? Verb(string[] words)
    {
        if (words is [] || words[0] == "doctor" || Verbs.Exists(verb => Fits(verb, words))) return null;
        return $"\"{string.Join(' ', words)}\" is nothing that Bot --help has";
    }

    // FILE is any word; --to has one behind it.
    static bool Fits(string[] verb, string[] words) => (verb, words) switch
    {
        ([], []) => true,
        ([], _) or (_, []) => false,
        (["--to"], ["--to", _]) => true,
        ([var known, .. var others], [var said, .. var rest]) =>
            (known == said || known.All(char.IsUpper)) && Fits(others, rest),
    };

    static string? InSandbox(string[] words)
    {
        if (words is [BenchCommand.Word, .. var which])
            return which.All(w => BenchCommand.Benches.ContainsKey(w) || w is "--write" or "--json" or "--help")
                ? null : "bench knows no such words";
        if (words is [var word, ..] && SandboxWords.Contains(word)) return null;
        return words is ["--help"] || SandboxArguments.Parse(words) is not null ? null : "the sandbox does not understand it";
    }

    static string? Build(string[] words)
    {
        for (var at = 0; at + 1 < words.Length; at++)
        {
            var (option, value) = (words[at], words[at + 1]);
            if (option == "--project" && !Directory.Exists(Path.Combine(Root, value))) return $"there is no {value}";
            if (option == "--filter-namespace" && !Tests.Exists(t => t.Namespace == value)) return $"there is no {value}";
            if (option == "--filter-class" && !Tests.Exists(t => Is(t.FullName!, value))) return $"there is no test {value}";
            if (option == "--filter-method" && !Tests.Exists(t => t.GetMethods().Any(m => Is($"{t.FullName}.{m.Name}", value))))
                return $"there is no test {value}";
        }

        return null;
    }

    static bool Is(string name, string pattern) => name.EndsWith(pattern.TrimStart('*'), StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z_]+=")]
    private static partial Regex Assignment();

    [GeneratedRegex("^ +Bot (?<verb>\\S+( \\S+)*)  ", RegexOptions.Multiline)]
    private static partial Regex HelpLine();
}
