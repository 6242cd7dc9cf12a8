using System.Data;

namespace Bot.Incidents;

/// <summary>Who is on call, as far as incidents need to know it. Person is null while there is no rotation.</summary>
public sealed record Responder(string? Person, bool InHours, DateTimeOffset? OpensAt, string? ToldGroup, string Why)
{
    public static Responder At(IDbConnection db, DateTimeOffset now) => new(null, true, null, null, "nobody is on call yet");
}
