using System.Data;
using Bot.Hosting;

namespace Bot.OnCall;

/// <summary>All that the messages about one request show, as of one moment.</summary>
public sealed record CoverRequestCard(
    CoverRequestRow Request, RotationRow Rotation, IReadOnlyList<(string Person, bool Declined)> Asked, CoverRow? Cover,
    string AwayName, string? ClosedByName, IReadOnlyList<string> Called, IReadOnlyList<string> CoveringNames, ToldHours Told)
{
    public string RotationName => Rotation.Name;

    public bool InForce => Cover is { CancelledBy: null };

    public static CoverRequestCard? Read(IDbConnection db, long number, DateTimeOffset now)
    {
        if (CoverRequestStore.Find(db, number) is not { } request || RotationStore.FindEver(db, request.Rotation) is not { } rotation) return null;
        var asked = CoverRequestStore.Asked(db, number);
        return new CoverRequestCard(
            request, rotation, asked, CoverStore.OfRequest(db, number), Person.NameOf(db, request.Away),
            request.ClosedBy is { } by ? Person.NameOf(db, by) : null, Owners(db, rotation, request, asked),
            [.. CoverStore.AllOfRequest(db, number).Select(c => Person.NameOf(db, c.Covering)).Distinct()],
            ToldHours.Read(db, rotation.Rotation, [.. asked.Select(a => a.Person), request.Away, request.MadeBy], now));
    }

    // The owners that are there; when the hours are the only owner's own, whoever has not answered.
    static List<string> Owners(IDbConnection db, RotationRow rotation, CoverRequestRow request, List<(string Person, bool Declined)> asked)
    {
        var gone = RotationStore.Unavailable(db);
        var owners = rotation.Owners.Where(p => p != request.Away && !gone.Contains(p)).ToList();
        var waiting = asked.Where(a => !a.Declined && a.Person != request.Away && !gone.Contains(a.Person)).Select(a => a.Person);
        return [.. (owners.Count > 0 ? owners : waiting).Take(10)];
    }
}
