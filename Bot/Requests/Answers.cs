using System.Data;
using Bot.OnCall.Rows;

namespace Bot.Requests;

/// <summary>Who answers for a request.</summary>
static class Answers
{
    /// <summary>They take turns in the rotation that answers for it.</summary>
    public static bool IsMember(IDbConnection db, RequestRow row, string person, DateTimeOffset now) =>
        RotationStore.Answering(RotationStore.All(db, now), row.Rotation)?.Rotation.Members.Contains(person) == true;

    /// <summary>They take turns in it, or are on call in it all the same.</summary>
    public static bool For(IDbConnection db, RequestRow row, string person, DateTimeOffset now) =>
        IsMember(db, row, person, now)
        || OnCallAnswers.Answering(db, row.Rotation, now)?.Answer is { } on && (on.Person == person || on.Lead == person);
}
