using System.Data;
using Bot.OnCall.Rows;

namespace Bot.Requests;

/// <summary>Who answers for a request.</summary>
static class Answers
{
    /// <summary>They take turns in the rotation that answers for it.</summary>
    public static bool IsMember(IDbConnection db, RequestRow row, string person, DateTimeOffset now) =>
        IsMember(db, row.Rotation, person, now);

    static bool IsMember(IDbConnection db, string rotation, string person, DateTimeOffset now) =>
        RotationStore.Answering(RotationStore.All(db, now), rotation)?.Rotation.Members.Contains(person) == true;

    /// <summary>They take turns in it, or are on call in it all the same.</summary>
    public static bool For(IDbConnection db, RequestRow row, string person, DateTimeOffset now) =>
        For(db, row.Rotation, person, now);

    /// <summary>The same of all that is asked of a rotation.</summary>
    public static bool For(IDbConnection db, string rotation, string person, DateTimeOffset now) =>
        IsMember(db, rotation, person, now)
        || OnCallAnswers.Answering(db, rotation, now)?.Answer is { } on && (on.Person == person || on.Lead == person);

    /// <summary>Those of a list that somebody answers for, found out once for each rotation.</summary>
    public static Func<RequestRow, bool> By(IDbConnection db, string person, DateTimeOffset now)
    {
        Dictionary<string, bool> known = [];
        return row => known.TryGetValue(row.Rotation, out var answers)
            ? answers : known[row.Rotation] = For(db, row, person, now);
    }
}
