using Bot.Settings;

namespace Bot.Alerts.Hooks;

/// <summary>The topics of Amazon SNS that sources may send: by source, as ARNs.</summary>
public sealed record HookSettings(IReadOnlyDictionary<string, IReadOnlySet<string>> Topics)
{
    const string Section = "Intake:Topics";

    public static HookSettings Read(IConfiguration from) => new(from.GetSection(Section).GetChildren().ToDictionary(
        topics => topics.Key, Arns, StringComparer.OrdinalIgnoreCase));

    /// <summary>The source's name as it is set and its topics; null where it has none.</summary>
    public (string Name, IReadOnlySet<string> Arns)? Of(string source) => Topics.TryGetValue(source, out var arns)
        ? (Topics.Keys.First(name => string.Equals(name, source, StringComparison.OrdinalIgnoreCase)), arns) : null;

    static IReadOnlySet<string> Arns(IConfigurationSection set)
    {
        var arns = (set.Value ?? "")
            .Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.Ordinal);
        return arns.Count > 0 && arns.All(IsTopic) ? arns
            : throw new CannotStartException(
                $"{Configured.Variable(set.Path)} is \"{set.Value}\". Use the topic's ARN, such as "
                    + "arn:aws:sns:eu-west-1:123456789012:data-alerts; several with commas between them.");
    }

    static bool IsTopic(string arn) =>
        arn.Split(':') is ["arn", _, "sns", { Length: > 0 }, { Length: > 0 }, { Length: > 0 }];
}
