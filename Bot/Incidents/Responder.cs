using System.Data;
using Bot.OnCall.Rows;

namespace Bot.Incidents;

/// <summary>Who is on call, as far as incidents need to know it. Person is null while there is no rotation.</summary>
public sealed record Responder(string? Person, bool InHours, DateTimeOffset? OpensAt, string? ToldGroup, string Why)
{
    /// <summary>Out of hours it is whoever is on call when hours open.</summary>
    public static Responder At(IDbConnection db, DateTimeOffset now) => OnCallAnswers.First(db, now) switch
    {
        // The last member of a rotation may have left: nobody waits for them.
        { Answer.Lead: { } gone } when RotationStore.Unavailable(db).Contains(gone) => new(null, true, null, null, OnCallAnswers.NobodyYet),
        { Answer: { InHours: true, Lead: { } lead } answer } => new(lead, true, null, null, "on call"),
        { Answer: { Lead: { } lead } answer } on => new(lead, false, answer.Opens?.From, on.Rotation.AlertGroup, "on call when hours open"),
        _ => new(null, true, null, null, OnCallAnswers.NobodyYet),
    };
}
