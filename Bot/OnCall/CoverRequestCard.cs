using System.Data;
using Bot.Hosting;

namespace Bot.OnCall;

/// <summary>All that the messages about one request show, as of one moment.</summary>
public sealed record CoverRequestCard(
    CoverRequestRow Request, string RotationName, IReadOnlyList<(string Person, bool Declined)> Asked, CoverRow? Cover,
    string AwayName, string? ClosedByName, IReadOnlyList<string> Called)
{
    public bool InForce => Cover is { CancelledBy: null };

    public static CoverRequestCard? Read(IDbConnection db, long number, DateTimeOffset now)
    {
        if (CoverRequestStore.Find(db, number) is not { } request || RotationStore.Find(db, request.Rotation, now) is not { } rotation) return null;
        var asked = CoverRequestStore.Asked(db, number);
        return new CoverRequestCard(
            request, rotation.Name, asked, CoverStore.OfRequest(db, number), Person.NameOf(db, request.Away),
            request.ClosedBy is { } by ? Person.NameOf(db, by) : null, Owners(db, rotation, request, asked));
    }

    // The owner; when the hours are the owner's own, whoever has not answered.
    static List<string> Owners(IDbConnection db, RotationRow rotation, CoverRequestRow request, List<(string Person, bool Declined)> asked)
    {
        var gone = RotationStore.Unavailable(db);
        var waiting = asked.Where(a => !a.Declined).Select(a => a.Person);
        return [.. (rotation.MadeBy == request.Away || gone.Contains(rotation.MadeBy) ? waiting : [rotation.MadeBy]).Where(p => p != request.Away && !gone.Contains(p)).Take(10)];
    }
}
