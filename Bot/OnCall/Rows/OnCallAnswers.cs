using System.Data;
using Bot.Domain.OnCall;
using Bot.People;

namespace Bot.OnCall.Rows;

/// <summary>A rotation and who is on call in it.</summary>
public sealed record RotationAnswer(RotationRow Row, OnCallAnswer Answer)
{
    public Rotation Rotation => Row.Rotation;
}

/// <summary>
/// The one place that answers "who is on call at t", for every feature. Each function reads inside the caller's own
/// transaction, so that a change decides on what it sees.
/// </summary>
public static class OnCallAnswers
{
    public const string NobodyYet = "nobody is on call yet";
    const string NobodyLeft = "none of its members can be on call any more";

    /// <summary>
    /// The answer of the rotation named or, where there is no such one at t, of the one that was made first; null while there
    /// is none.
    /// </summary>
    public static RotationAnswer? Answering(IDbConnection db, string? rotation, DateTimeOffset t) =>
        RotationStore.Answering(RotationStore.All(db, t), rotation) is { } row ? Of(db, row, t) : null;

    /// <summary>The answers of all rotations, the oldest rotation first.</summary>
    public static List<RotationAnswer> All(IDbConnection db, DateTimeOffset t) =>
        [.. RotationStore.All(db, t).Select(r => Of(db, r, t))];

    /// <summary>The answer of one rotation; null when there is no such rotation at t.</summary>
    public static RotationAnswer? At(IDbConnection db, string rotation, DateTimeOffset t) =>
        RotationStore.Find(db, rotation, t) is { } row ? Of(db, row, t) : null;

    public static RotationAnswer Of(IDbConnection db, RotationRow row, DateTimeOffset t) =>
        new(row, AsThere(db, row, Resolver(db, row, t).At(t)));

    /// <summary>
    /// Shifts stay with whoever had them where no other member is left: who cannot act here is nobody all the same.
    /// </summary>
    static OnCallAnswer AsThere(IDbConnection db, RotationRow row, OnCallAnswer answer)
    {
        var gone = Outsiders.All(db);
        if (answer.Person is null && row.Rotation.Members.All(gone.Contains)) return answer with { Why = NobodyLeft };
        var group = answer.Group.Where(p => !gone.Contains(p)).ToList();
        if (answer.Person is { } person && gone.Contains(person))
            return OnCallAnswer.Nobody(
                row.Rotation.Members.All(gone.Contains) ? NobodyLeft : $"whoever was on call {Said(db, person)}") with
            {
                Next = There(answer.Next, gone),
                Opens = There(answer.Opens, gone),
                Group = group,
            };
        return answer with { Next = There(answer.Next, gone), Opens = There(answer.Opens, gone), Group = group };
    }

    static string Said(IDbConnection db, string person) => Outsiders.Said(Outsiders.Of(db, person));

    static Turn? There(Turn? turn, HashSet<string> gone) => turn is { Person: var who } && gone.Contains(who) ? null : turn;

    public static OnCallResolver Resolver(IDbConnection db, RotationRow row, DateTimeOffset t)
    {
        var shifts = ShiftStore.Around(
            db, row.Id, t, row.Rotation.GroupOutOfHours == GroupOutOfHours.KeepLast ? ShiftStore.Near : 1);
        var worked = shifts.Count == 0
            ? shifts
            : CoverLayout.Over(shifts, CoverStore.Between(db, row.Id, shifts[0].Starts, shifts[^1].Ends));
        return new(row.Rotation, worked, row.OwnZones ? OwnHours.Of(db, row.Rotation.Hours, worked.Select(s => s.Person)) : null);
    }

    /// <summary>The shifts that end after an instant, as far as they are laid out, each with who really works it.</summary>
    public static IReadOnlyList<WorkedShift> Worked(IDbConnection db, string rotation, DateTimeOffset from)
    {
        var shifts = ShiftStore.From(db, rotation, from).Where(s => s.Ends > from).ToList();
        return shifts.Count == 0
            ? []
            : [.. WorkedShift.Of(shifts, [.. CoverStore.Between(db, rotation, shifts[0].Starts, shifts[^1].Ends)])];
    }
}
