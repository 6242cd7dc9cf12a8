using System.Globalization;

namespace Bot.Api.Reading;

/// <summary>Numbers as keys.</summary>
static class Invariant
{
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
