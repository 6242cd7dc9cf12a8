using System.Collections;
using System.Text.RegularExpressions;
using Bot.Slack;

namespace Bot.Settings;

/// <summary>
/// What can be set. A word of the configuration or of the command line that is none of these was meant for something: it stops
/// the bot with a sentence, since it would do nothing.
/// </summary>
public static partial class KnownSettings
{
    /// <summary>Keys without a section, ours and those of the framework that make sense on a command line.</summary>
    static readonly string[] Single =
    [
        "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_GROUPS_TOKEN", "SLACK_API_URL", "ADMIN_USER_IDS", "PUBLIC_URL",
        "GITHUB_WEBHOOK_SECRET", "GITHUB_TOKEN", "GITHUB_API_URL",
        "HEARTBEAT_URL", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL",
        "adopt", "urls", "http_ports", "https_ports", "environment", "contentRoot",
    ];

    static readonly string[] OfTheFramework = ["Logging", "Kestrel"];

    static readonly Dictionary<string, string[]> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ConnectionStrings"] = ["Default"],
        ["Incidents"] = ["Channel", "StormLimit"],
        ["Intake"] = ["PerMinute", "Secrets:<source>", "Tokens:<source>", "Topics:<source>"],
        ["Api"] = ["PerMinute"],
        ["Webhooks"] = ["Inside"],
        ["Metrics"] = ["Url"],
        ["AI"] = ["Endpoint", "Model", "ApiKey"],
        ["Commands"] = ["Incident", "Cover", "FollowUp"],
        ["DataProtection"] = ["Keys"],
        ["Slack"] = [.. Configured.Tunable(typeof(SlackOptions))],
        ["Posts"] = [.. Configured.Tunable(typeof(PostOptions))],
        ["Backup"] = ["Folder", "Keep", "At", "Command"],
        ["Retention"] = [.. Configured.Tunable(typeof(RetentionOptions))],
    };

    /// <summary>
    /// Takes off the quotes around a whole value: a shell and Compose take them off a file of variables, <c>docker run</c> keeps
    /// them.
    /// </summary>
    public static void Unquote(ConfigurationManager settings) => settings.AddInMemoryCollection(
        [.. settings.AsEnumerable().Where(s => IsQuoted(s.Value?.Trim())).Select(s => KeyValuePair.Create(
            s.Key, (string?)s.Value!.Trim()[1..^1]))]);

    static bool IsQuoted(string? value) => value is ['"', .., '"'] or ['\'', .., '\''];

    /// <summary>Refuses a key of our sections that nothing reads.</summary>
    public static void Check(IConfiguration from)
    {
        foreach (var (section, known) in Sections)
            foreach (
                var (key, _) in from.GetSection(section).AsEnumerable(makePathsRelative: true).Where(s => s.Value is not null))
                if (!known.Any(k => Fits(key, k)))
                    throw new CannotStartException(
                        $"{Configured.Variable($"{section}:{key}")} is no setting. Of {section} there is "
                            + $"{string.Join(", ", known.Select(k => Configured.Variable($"{section}:{k}")))}.");
        foreach (var (key, value) in from.GetSection("Logging").AsEnumerable().Where(s => s.Value is not null))
            if (key.Contains("LogLevel:", StringComparison.OrdinalIgnoreCase) && !Enum.TryParse<LogLevel>(value, true, out _))
                throw new CannotStartException(
                    $"{Configured.Variable(key)} is \"{value}\". Use {string.Join(", ", Enum.GetNames<LogLevel>())}.");
    }

    /// <summary>
    /// Refuses variables of the environment that differ in upper and lower case alone: only one of them would count.
    /// </summary>
    public static void CheckCase(IDictionary environment)
    {
        var ours = environment.Keys.Cast<string>().Where(name => IsKnown(Key(name)));
        foreach (var same in ours.GroupBy(Key, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            throw new CannotStartException(
                $"{string.Join(" and ", same.Order(StringComparer.Ordinal))} are one setting, as upper and lower case do not "
                    + "matter in it. Leave one of them.");
    }

    /// <summary>Refuses what stands on the command line and is no setting.</summary>
    public static void CheckArguments(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (Argument().Match(args[i]) is not { Success: true } match || !IsKnown(match.Groups["key"].Value))
                throw Unknown(args[i]);
            if (match.Groups["value"].Success) continue;
            // Its value is the next word.
            if (++i == args.Length) throw Unknown(args[^1]);
        }
    }

    /// <summary>The sentence about a word of the command line.</summary>
    public static CannotStartException Unknown(string word) => new(
        $"\"{word}\" is nothing that Bot knows. It takes nothing, or --adopt, to run, or one of: manifest, doctor, health, "
            + "backup, restore, export, import, move, "
            + "--version, --help.");

    static bool IsKnown(string key)
    {
        if (Single.Contains(key, StringComparer.OrdinalIgnoreCase)) return true;
        if (key.Split(':', 2) is not [var section, var rest]) return false;
        return OfTheFramework.Contains(section, StringComparer.OrdinalIgnoreCase)
            || (Sections.TryGetValue(section, out var known) && known.Any(k => Fits(rest, k)));
    }

    static bool Fits(string key, string known) => known.Split(':') is [var folder, _]
        ? key.Split(':') is [var first, _] && first.Equals(folder, StringComparison.OrdinalIgnoreCase)
        : key.Equals(known, StringComparison.OrdinalIgnoreCase);

    static string Key(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex("^--(?<key>[^=]+)(=(?<value>.*))?$", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Argument();
}
