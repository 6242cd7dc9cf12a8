using System.Data;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.Handover;

/// <summary>What somebody who went leaves behind: turns in rotations, open incidents, and who sees to it.</summary>
public sealed record Legacy(
    IReadOnlyList<RotationAnswer> Rotations, IReadOnlyList<IncidentRow> Incidents, IReadOnlyList<string> Heirs)
{
    public static Legacy Of(IDbConnection db, Viewer viewer, string person, DateTimeOffset now)
    {
        var rotations = OnCallAnswers.All(db, now).Where(r => r.Rotation.Members.Contains(person)).ToList();
        var gone = Outsiders.All(db);
        List<string> Left(IEnumerable<string> people) => [.. people.Distinct().Where(p => p != person && !gone.Contains(p))];
        var owners = Left(rotations.SelectMany(r => r.Row.Owners));
        return new(rotations, Led(db, viewer, person), owners.Count > 0 ? owners : Left(Admins.All(db)));
    }

    public bool IsNothing => Rotations.Count + Incidents.Count == 0;

    public static List<IncidentRow> Led(IDbConnection db, Viewer viewer, string person) =>
        [.. IncidentStore.Open(db, viewer).Where(i => i.Lead == person)];
}
