using System.Data;
using System.Globalization;
using Bot.Domain.OnCall;

namespace Bot.OnCall.Rows;

/// <summary>Hours that somebody has now or will have, covers laid over, and the rotation they are of.</summary>
public sealed record ShiftAhead(RotationRow Row, Shift Shift)
{
    public Rotation Rotation => Row.Rotation;

    /// <summary>Names it in a form.</summary>
    public string Key =>
        string.Create(CultureInfo.InvariantCulture, $"{Row.Id}|{Shift.Starts.ToUnixTimeMilliseconds()}|{Shift.Person}");

    /// <summary>Everybody's, of one rotation, the running one first.</summary>
    public static IEnumerable<ShiftAhead> Of(IDbConnection db, RotationRow row, DateTimeOffset now) =>
        OnCallAnswers.Resolver(db, row, now).Shifts.Where(s => s.Ends > now).Select(s => new ShiftAhead(row, s));

    /// <summary>One person's in all rotations, the next first.</summary>
    public static List<ShiftAhead> Of(IDbConnection db, string person, DateTimeOffset now) =>
        [.. RotationStore.All(db, now).SelectMany(r => Of(db, r, now)).Where(s => s.Shift.Person == person)
            .OrderBy(s => s.Shift.Starts)];

    /// <summary>Those of others that a member of their rotations could take, the next first.</summary>
    public static List<ShiftAhead> Takeable(IDbConnection db, string member, DateTimeOffset now) =>
        [.. RotationStore.All(db, now).Where(r => r.Rotation.Members.Contains(member)).SelectMany(r => Of(db, r, now))
            .Where(s => s.Shift.Person != member).OrderBy(s => s.Shift.Starts)];
}
