using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// What nobody has touched, and nobody chose a lead for, is led by whoever is on call: it changes hands with the rotation.
/// </summary>
public sealed class FollowRotation(Database database, ILogger<FollowRotation> log)
{
    readonly OneByOne oneByOne = new(log);

    // Whoever is waited for and has gone never comes, so those change hands as well.
    const string Changing =
        $"""
        {IncidentStore.IsOpen} and private = 0 and (touched = 0 and lead_chosen = 0
            or waiting_since is not null and lead in {Outsiders.Ids})
        """;

    public Task Look(DateTimeOffset now, CancellationToken stop) => oneByOne.Do(
        database.Read(db => Due(db, now)),
        (number => database.Change(tx => Follow(tx, number)), number => $"{IncidentRow.LabelOf(number)}: following the rotation"),
        now, stop);

    static List<long> Due(IDbConnection db, DateTimeOffset now)
    {
        var changing = IncidentStore.Where(db, Viewer.Bot, Changing);
        return [.. from team in changing.GroupBy(i => i.Team)
                   let responder = Responder.At(db, team.Key, now)
                   from incident in team
                   where Next(db, incident, responder) is not null
                   select incident.Number];
    }

    /// <summary>Whoever leads it next; null while it stays with its lead.</summary>
    static string? Next(IDbConnection db, IncidentRow incident, Responder on)
    {
        if (on.Person is not { } onCall || onCall == incident.Lead) return null;
        // Who is on call by a backup may not be any more.
        if (on.Rotation is { } rotation && Unconfirmed.Waits(db, rotation)) return null;
        // Not before hours open: until then whoever had the last hours is who can be called. Who has gone cannot, at any hour.
        return on.InHours || IsGone(db, incident) ? onCall : null;
    }

    /// <summary>Whoever leads it cannot act here any more.</summary>
    internal static bool IsGone(IDbConnection db, IncidentRow incident) =>
        incident.Lead is { } lead && Outsiders.Has(db, lead);

    static void Follow(Tx tx, long number)
    {
        var changing = IncidentStore.Where(tx.Db, Viewer.Bot, $"{Changing} and number = @number", new { number });
        if (changing is not [var incident]) return;
        if (Next(tx.Db, incident, Responder.At(tx.Db, incident.Team, tx.Time)) is not { } onCall) return;
        var state = IncidentStore.State(tx.Db, incident);
        var gone = IsGone(tx.Db, incident) ? Outsiders.Of(tx.Db, incident.Lead!) : null;
        var step = gone is not null
            ? Transitions.Replace(state, onCall, tx.Time)
            : Transitions.Follow(state, onCall, tx.Time, mayCall: !WhoIsCalled.IsOfBackup(tx.Db, state));
        IncidentChange.Apply(
            tx, incident, step, new(IncidentChange.Bot, gone is null ? null : $"the lead {Outsiders.Said(gone)}"));
    }
}
