using System.Data;
using Bot.OnCall.Rows;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>
/// The rotations as incidents name them: where there is only one, nobody has to read or choose whose an incident is.
/// </summary>
sealed class Teams(IReadOnlyList<RotationRow> all)
{
    // Slack takes no more in one menu.
    const int Most = 100;

    public static Teams At(IDbConnection db, DateTimeOffset now) => new(RotationStore.All(db, now));

    public bool AreSeveral => all.Count > 1;

    /// <summary>The rotation of whoever declares something.</summary>
    public string? OwnOf(string person) => RotationStore.OwnOf(all, person)?.Id;

    /// <summary>" · Analytics"; nothing where there is only one.</summary>
    public string Beside(IncidentRow incident) =>
        AreSeveral && RotationStore.Answering(all, incident.Team) is { } row ? $" · {Mrkdwn.Name(row.Name)}" : "";

    /// <summary>The field of a form that asks for it; who has one team is asked nothing.</summary>
    /// <param name="id">The field's id.</param>
    /// <param name="actionId">The menu's id.</param>
    /// <param name="chosen">The rotation that is chosen in it.</param>
    public IEnumerable<Block> Field(string id, string actionId, string? chosen) =>
        AreSeveral ? [ReachLine.Asking(id, "Team", Menu(actionId, chosen))] : [];

    StaticSelectMenu Menu(string actionId, string? chosen)
    {
        var answering = RotationStore.Answering(all, chosen)!;
        var shown = all.OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase).Take(Most).ToList();
        if (!shown.Contains(answering)) shown[^1] = answering;
        return new()
        {
            ActionId = actionId,
            Options = [.. shown.Select(Option)],
            InitialOption = Option(answering),
        };
    }

    static Option Option(RotationRow row) => new(Limits.Truncate(row.Name, Limits.OptionText), row.Id);
}
