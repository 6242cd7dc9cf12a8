using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Slack;

namespace Bot.FollowUps;

/// <summary>
/// Which follow-ups a list shows: all that are to be done, or those of a person, an incident or a label, or what is late.
/// </summary>
/// <param name="Kind">One of the words below.</param>
/// <param name="Value">Whose, of which incident, or with which label.</param>
public sealed partial record FollowUpFilter(string Kind, string Value = "")
{
    public const string All = "all", Owner = "owner", Overdue = "overdue", Incident = "incident", Label = "label";

    /// <summary>As a button carries it.</summary>
    public string Write() => $"{Kind}:{Value}";

    public static FollowUpFilter Read(string written) =>
        written.Split(':', 2) is [var kind, var value] ? new(kind, value) : new(All);

    /// <summary>As it is typed behind "list"; null where that is nothing that is known.</summary>
    public static FollowUpFilter? Typed(SlashCommand command)
    {
        var text = command.Rest.Trim();
        if (text.Length == 0) return new(All);
        if (command.Mentioned is { } person) return new(Owner, person);
        if (text.Equals(Overdue, StringComparison.OrdinalIgnoreCase)) return new(Overdue);
        if (Incidents().Match(PlainSigns.Of(text)) is { Success: true } incident)
            return new(Incident, incident.Groups["number"].Value);
        return Labels().Match(text) is { Success: true } label
            ? new(Label, FollowUpRow.WriteLabels([label.Groups["label"].Value])) : null;
    }

    public bool Holds(FollowUpRow row, DateOnly today) => Kind switch
    {
        Owner => row.Owner == Value,
        Overdue => row.FollowUp.IsOverdue(today),
        Incident => row.Incident?.ToString(CultureInfo.InvariantCulture) == Value,
        Label => row.LabelList.Contains(Value),
        _ => true,
    };

    [GeneratedRegex(@"^(?:incident )?#?(?:inc[-_ ]?)?(?<number>[0-9]{1,18})(?:-[\w-]*)?$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Incidents();

    [GeneratedRegex(@"^(?:label[: ]\s*#?|#)(?<label>[^\s,][^,]*)$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Labels();
}
