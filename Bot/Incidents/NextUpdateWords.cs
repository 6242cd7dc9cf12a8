using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>When the next update is due, as it is chosen and said.</summary>
static class NextUpdateWords
{
    const string ByItself = "severity";

    /// <param name="itself">What its severity says.</param>
    /// <param name="why">What says so: "Critical".</param>
    /// <param name="chosen">What is chosen, in minutes; null where the severity decides.</param>
    public static StaticSelectMenu Menu(UpdateEvery? itself, string why, int? chosen)
    {
        var bySeverity = new Option($"{Of(itself)} ({why})", ByItself);
        List<Option> options = [bySeverity, .. NextUpdate.Choices.Select(m => new Option(Of(m), Value(m)))];
        return new()
        {
            ActionId = IncidentIds.UpdateNext,
            Options = options,
            InitialOption = chosen is { } minutes ? options.Find(o => o.Value == Value(minutes)) : bySeverity,
        };
    }

    /// <summary>What was chosen; null where the severity decides.</summary>
    public static int? Read(string? selected) =>
        int.TryParse(selected, CultureInfo.InvariantCulture, out var minutes) && NextUpdate.Choices.Contains(minutes)
            ? minutes : null;

    /// <summary>What the history says was chosen.</summary>
    public static string Of(string? kept) => Read(kept) is { } minutes ? Lower(Of(minutes)) : "as its severity says";

    static string Of(UpdateEvery? every) => every switch
    {
        null => Of(NextUpdate.None),
        { InHours: true, Span.TotalMinutes: var minutes } => $"{Of((int)minutes)} of working hours",
        { Span.TotalMinutes: var minutes } => Of((int)minutes),
    };

    static string Of(int minutes) => minutes switch
    {
        NextUpdate.None => "None is promised",
        < 60 => $"In {minutes} minutes",
        60 => "In 1 hour",
        1440 => "In 1 day",
        _ => $"In {minutes / 60} hours",
    };

    static string Lower(string said) => char.ToLowerInvariant(said[0]) + said[1..];

    static string Value(int minutes) => minutes.ToString(CultureInfo.InvariantCulture);
}
