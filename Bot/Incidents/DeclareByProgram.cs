using Bot.Domain.Incidents;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>What a program declares for somebody.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Affected">Who is affected.</param>
/// <param name="Known">What is known of it.</param>
/// <param name="Rotation">The rotation that is to answer for it; where that is none, the one that was made first does.</param>
public sealed record Declaration(string Name, Severity Severity, Affected Affected, string? Known, string? Rotation);

/// <summary>
/// A program declares an incident: whoever is on call leads it and is waited for, be it whoever let the program in. They may be
/// asleep.
/// </summary>
public sealed class DeclareByProgram(GroupOfDeclared groupOf)
{
    /// <summary>Opens it inside the caller's change and returns its number.</summary>
    /// <param name="tx">The change.</param>
    /// <param name="declared">What is declared.</param>
    /// <param name="by">For whom.</param>
    /// <param name="through">By which program.</param>
    public long Declare(Tx tx, Declaration declared, string by, string through)
    {
        var responder = Responder.At(tx.Db, declared.Rotation, tx.Time);
        var state = new IncidentState
        {
            Name = declared.Name,
            Severity = declared.Severity,
            Affected = declared.Affected,
            Rotation = responder.Rotation,
        };
        var incident = new NewIncident(
            declared.Name, declared.Severity, declared.Affected, declared.Known, by, responder.Person,
            responder.Person is null ? null : responder.Why, Why: through)
        {
            Rotation = responder.Rotation,
            Group = groupOf(tx.Db, state, tx.Time),
            IsByProgram = true,
        };
        return OpenIncident.Open(tx, incident, responder);
    }
}
