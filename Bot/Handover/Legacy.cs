using System.Data;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Postmortems;

namespace Bot.Handover;

/// <summary>What somebody who went leaves behind: turns in rotations, open incidents, follow-ups, and who sees to it.</summary>
public sealed record Legacy(
    IReadOnlyList<RotationAnswer> Rotations, IReadOnlyList<IncidentRow> Incidents, IReadOnlyList<string> Heirs)
{
    /// <summary>What they had still to do.</summary>
    public required IReadOnlyList<FollowUpRow> FollowUps { get; init; }

    /// <summary>Those that they had still to write.</summary>
    public required IReadOnlyList<PostmortemRow> Postmortems { get; init; }

    public static Legacy Of(IDbConnection db, Viewer viewer, string person, DateTimeOffset now)
    {
        var rotations = OnCallAnswers.All(db, now).Where(r => r.Rotation.Members.Contains(person)).ToList();
        List<string> heirs = [.. rotations.SelectMany(r => RotationAccess.Heirs(db, r.Row)).Distinct().Where(p => p != person)];
        return new(rotations, Led(db, viewer, person), heirs.Count > 0 ? heirs : Admins.All(db).FindAll(p => p != person))
        {
            FollowUps = FollowUpStore.OfOwner(db, viewer, person),
            Postmortems = PostmortemStore.OfOwner(db, viewer, person),
            WithoutEnd = rotations.Where(r => Unserved.Next(db, r.Row, now) is null).Select(r => r.Row.Id).ToHashSet(),
        };
    }

    /// <summary>The rotations in which somebody is on call as far as one can see.</summary>
    public required IReadOnlySet<string> WithoutEnd { get; init; }

    /// <summary>All there is to it is that nobody is on call, which owners read by itself.</summary>
    public bool IsToldElsewhere => Left == 0 && Rotations.Count > 0 && Rotations.All(r => r.Answer.Person is null);

    public bool IsNothing => Rotations.Count + Left == 0;

    int Left => Incidents.Count + FollowUps.Count + Postmortems.Count;

    public static List<IncidentRow> Led(IDbConnection db, Viewer viewer, string person) =>
        [.. IncidentStore.Open(db, viewer).Where(i => i.Lead == person)];
}
