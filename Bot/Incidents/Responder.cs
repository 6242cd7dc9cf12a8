using System.Data;
using Bot.OnCall.Rows;

namespace Bot.Incidents;

/// <summary>Who is on call in a rotation, as far as incidents need to know it. Person is null while there is nobody.</summary>
public sealed record Responder(string? Person, bool InHours, DateTimeOffset? OpensAt, string? ToldGroup, string Why)
{
    /// <summary>The rotation that answered; null while there is none.</summary>
    public string? Rotation { get; init; }

    /// <summary>Out of hours it is whoever is on call when hours open.</summary>
    /// <param name="db">Where it is read.</param>
    /// <param name="rotation">Whose responder; where it is null or has ended, that of the rotation that was made first.</param>
    /// <param name="now">When.</param>
    public static Responder At(IDbConnection db, string? rotation, DateTimeOffset now) =>
        OnCallAnswers.Answering(db, rotation, now) is { } on ? Of(on) with { Rotation = on.Row.Id } : Nobody;

    static Responder Nobody => new(null, true, null, null, OnCallAnswers.NobodyYet);

    static Responder Of(RotationAnswer answer) => answer switch
    {
        { Answer: { InHours: true, Lead: { } lead } } => new(lead, true, null, null, "on call"),
        { Answer: { Lead: { } lead } closed } on =>
            new(lead, false, closed.Opens?.From, on.Rotation.AlertGroup, "on call when hours open"),
        _ => Nobody,
    };
}
