using System.Globalization;
using Bot.Settings;

namespace Bot.Api;

/// <summary>What is set of what programs read and write.</summary>
/// <param name="PerMinute">So many requests of one token are answered within a minute; 0 is without a limit.</param>
public sealed record ApiSettings(int PerMinute)
{
    const string Key = "Api:PerMinute";

    const int Usual = 300;

    public static ApiSettings Read(IConfiguration from) => from.Optional(Key) is not { } text ? new(Usual)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? new(limit)
        : throw new CannotStartException($"{Configured.Variable(Key)} is \"{text}\". Use a whole number; 0 is off.");
}
