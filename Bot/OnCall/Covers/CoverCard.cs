using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.OnCall.Covers;

/// <summary>
/// All that the messages about one cover show, as of one moment. <see cref="Again"/> are the hours that the absent person has
/// again since it was cancelled, to where they really end; null where they are not theirs.
/// </summary>
public sealed record CoverCard(
    CoverRow Cover, RotationRow Rotation, Teller Tell, IReadOnlyDictionary<string, Standing> Gone, Stretch? Again)
{
    /// <summary>Who has its hours, or the first of them, since it was cancelled; null where that is nobody.</summary>
    public string? Holder { get; init; }

    /// <summary>Its hours are over.</summary>
    public bool IsOver { get; init; }

    /// <summary>Whoever was away has them again.</summary>
    public bool IsBack => Holder is null || Holder == Cover.Away;

    /// <summary>Whether it holds; also of one whose hours are over.</summary>
    public bool IsOn => Cover.CancelledBy is null && !(Rotation.EndedAt < Cover.Until);

    /// <summary>Whether it was cancelled while its hours ran.</summary>
    public bool HadBegun => Cover.Ends > Cover.Starts || Cover.MadeAt >= Cover.Starts;

    public static CoverCard? Read(IDbConnection db, long number, DateTimeOffset now)
    {
        if (CoverStore.Find(db, number) is not { } cover || RotationStore.FindEver(db, cover.Rotation) is not { } rotation)
            return null;
        var holder = cover.CancelledBy is null ? null
            : OnCallAnswers.At(db, cover.Rotation, DateTimeOffset.FromUnixTimeMilliseconds(cover.Ends))?.Answer.Person;
        var people = new[] { cover.Away, cover.Covering, cover.MadeBy, cover.CancelledBy, holder }.OfType<string>().Distinct()
            .ToList();
        return new CoverCard(
            cover, rotation, Teller.Read(db, rotation.Rotation, people, now),
            people.Where(p => Outsiders.Has(db, p)).ToDictionary(p => p, p => Outsiders.Of(db, p)!.Value),
            cover.CancelledBy is null ? null : HoursAgain(db, rotation, cover))
        {
            Holder = holder,
            IsOver = cover.Hours.Ends <= now,
        };
    }

    static Stretch? HoursAgain(IDbConnection db, RotationRow rotation, CoverRow cover)
    {
        var from = DateTimeOffset.FromUnixTimeMilliseconds(cover.Ends);
        Stretch? again = null;
        foreach (var shift in OnCallAnswers.Resolver(db, rotation, from).Shifts.SkipWhile(s => s.Ends <= from))
        {
            if (shift.Person != cover.Away || shift.Starts > (again?.Ends ?? from)) break;
            again = new Stretch(from, shift.Ends);
        }

        return again;
    }
}
