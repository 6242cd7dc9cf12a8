using System.Reflection;
using Bot.Slack;

namespace Bot.Settings;

/// <summary>Reads the configuration, once at start. A wrong value stops the bot with a sentence that names it.</summary>
static class Configured
{
    // Slack allows an app ten sockets; more tries than that of one call outlast every caller's patience.
    const int MostCount = 10;

    static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1), LongestWait = TimeSpan.FromMinutes(10);

    // No wait at all is a use of these; elsewhere it would be a loop without rest, or a deadline that nothing meets.
    static readonly string[] CanBeZero =
    [
        nameof(SlackOptions.SocketStagger), nameof(SlackOptions.PostSpacing), nameof(SlackOptions.Overlap),
        nameof(SlackOptions.ShortLife), nameof(SlackOptions.StopTimeout), nameof(PostOptions.LookAfter),
        nameof(PostOptions.TwinAfter),
    ];

    public static string? Optional(this IConfiguration from, string key) =>
        from[key] is { } value && value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The section's values in the place of those of <paramref name="options"/>.</summary>
    public static T Tuned<T>(this IConfiguration from, string section, T options)
    {
        try
        {
            from.GetSection(section).Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new CannotStartException($"A value in the section {section} is not usable: {e.Message}", e);
        }

        foreach (var property in typeof(T).GetProperties().Where(IsTunable))
            if (Range(property.GetValue(options)!, property.Name) is { } range)
                throw new CannotStartException(
                    $"{Variable($"{section}:{property.Name}")} is \"{from[$"{section}:{property.Name}"]}\". Use {range}.");
        return options;
    }

    /// <summary>What of these options is set by their section: numbers and times.</summary>
    public static IEnumerable<string> Tunable(Type options) => options.GetProperties().Where(IsTunable).Select(p => p.Name);

    static bool IsTunable(PropertyInfo property) =>
        property.PropertyType == typeof(int) || property.PropertyType == typeof(TimeSpan);

    // A number without colons is a count of days, which nobody means here.
    static string? Range(object value, string name) => value switch
    {
        int count => count is >= 1 and <= MostCount ? null : $"a whole number from 1 to {MostCount}",
        TimeSpan time when time > LongestWait || time < (CanBeZero.Contains(name) ? TimeSpan.Zero : ShortestWait) =>
            $"a time {(CanBeZero.Contains(name) ? "from 00:00:00" : "of more than 00:00:00, up")} to {LongestWait:c}, as "
                + "hours:minutes:seconds",
        _ => null,
    };

    /// <summary>Whether a header of HTTP carries it as it is: letters, digits and signs, without spaces.</summary>
    public static bool IsSendable(string token) => token.All(c => c is > ' ' and <= '~');

    public static Uri Address(this IConfiguration from, string key, string? otherwise)
    {
        var text = from.Optional(key) ?? otherwise ?? "";
        return Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            ? url
            : throw new CannotStartException(
                $"{key} is \"{text}\", which is no http or https address. Leave it out "
                    + $"{(otherwise is null ? "where the bot has none" : $"to use {otherwise}")}.");
    }

    /// <summary>The key as an environment variable has it.</summary>
    public static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
