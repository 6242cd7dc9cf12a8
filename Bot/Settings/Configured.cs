namespace Bot.Settings;

/// <summary>Reads the configuration, once at start. A wrong value stops the bot with a sentence that names it.</summary>
static class Configured
{
    public static string? Optional(this IConfiguration from, string key) =>
        from[key] is { } value && value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The section's values in the place of those of <paramref name="options"/>.</summary>
    public static T Tuned<T>(this IConfiguration from, string section, T options)
    {
        try
        {
            from.GetSection(section).Bind(options);
            return options;
        }
        catch (InvalidOperationException e)
        {
            throw new CannotStartException($"A value in the section {section} is not usable: {e.Message}", e);
        }
    }

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
