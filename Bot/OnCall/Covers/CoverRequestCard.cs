using System.Data;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.OnCall.Covers;

/// <summary>All that the messages about one request show, as of one moment.</summary>
public sealed record CoverRequestCard(
    CoverRequestRow Request, RotationRow Rotation, IReadOnlyList<(string Person, bool Declined)> Asked, CoverRow? Cover,
    IReadOnlyList<string> Called, IReadOnlyList<string> Covering, Teller Tell)
{
    /// <summary>Whether what was asked for was taken, and holds; by word it is without a cover of its own.</summary>
    public bool InForce => Request.State == CoverRequestRow.Taken && Cover?.CancelledBy is null && !IsDeleted;

    /// <summary>The hours that were taken are over.</summary>
    public bool IsOver { get; init; }

    public bool IsDeleted => Rotation.EndedAt < Request.Ends;

    public static CoverRequestCard? Read(IDbConnection db, long number, DateTimeOffset now)
    {
        if (CoverRequestStore.Find(db, number) is not { } request || RotationStore.FindEver(
            db, request.Rotation) is not { } rotation) return null;
        var asked = CoverRequestStore.Asked(db, number);
        var called = Owners(db, rotation, request, asked);
        var covers = CoverStore.AllOfRequest(db, number);
        string?[] people =
        [
            request.Away, request.MadeBy, request.ClosedBy, .. asked.Select(a => a.Person), .. called,
            .. covers.SelectMany(c => new[] { c.Covering, c.CancelledBy }),
        ];
        return new CoverRequestCard(
            request, rotation, asked, covers.LastOrDefault(), called, [.. covers.Select(c => c.Covering).Distinct()],
            Teller.Read(db, rotation.Rotation, people.OfType<string>(), now))
        {
            IsOver = covers is [.., { Hours: var hours }] && hours.Ends <= now,
        };
    }

    // The owners that are there; when the hours are the only owner's own, whoever has not answered.
    static List<string> Owners(
        IDbConnection db, RotationRow rotation, CoverRequestRow request, List<(string Person, bool Declined)> asked)
    {
        var gone = Outsiders.All(db);
        // Nobody is on call then, which owners read by itself.
        if (asked.Count == 0 && gone.Contains(request.Away)) return [];
        var owners = rotation.Owners.Where(p => p != request.Away && !gone.Contains(p)).ToList();
        var waiting = asked.Where(a => !a.Declined && a.Person != request.Away && !gone.Contains(a.Person)).Select(a => a.Person);
        return [.. (owners.Count > 0 ? owners : waiting).Take(10)];
    }
}
