using System.Data;
using System.Globalization;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// What is resolved closes by itself once nothing is left of it (<see cref="WhatIsLeft"/>), and is resolved as before where
/// something is left after all.
/// </summary>
public sealed class CloseByItself(Database database)
{
    /// <summary>Woken whenever something that is left of an incident may have changed.</summary>
    public const string Prefix = "closing";

    public static string SubjectOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{number}");

    /// <summary>Repeatable.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (!database.Read(db => IsAsked(db, number) || PostmortemOf.IsThere(db, number))) return;
        await database.Change(tx =>
        {
            // What is left of it is a fact as well.
            PostmortemOf.Changed(tx, number);
            Settle(tx, number);
        });
    }

    static bool IsAsked(IDbConnection db, long number) => IncidentStore.Find(db, Viewer.Bot, number) is { IsOpen: false } incident
        && ClosingStore.Find(db, incident) is not null;

    /// <summary>Closes it or not, inside the caller's change; its channel says what is left.</summary>
    internal static void Settle(Tx tx, long number)
    {
        if (IncidentStore.Find(tx.Db, Viewer.Bot, number) is not { IsOpen: false } incident
            || ClosingStore.Find(tx.Db, incident) is not { } asked) return;
        var step = CloseRules.Settle(
            IncidentStore.State(tx.Db, incident), WhatIsLeft.Of(tx.Db, incident), asked.ByItself != 0);
        tx.Wake(incident.Subject);
        if (!step.Changes) return;
        ClosingStore.SetByItself(tx, incident, step.After.Status == IncidentStatus.Closed);
        IncidentChange.Apply(tx, incident, step, new(IncidentChange.Bot, Heard: false));
    }

    /// <summary>It was resolved because it recovered by itself, which answers what is asked of most.</summary>
    internal static void Recovered(Tx tx, long number)
    {
        var incident = IncidentStore.Find(tx.Db, Viewer.Bot, number)!;
        if (!WhatIsLeft.AsksAll(tx.Db, incident))
            ClosingStore.Answer(tx, incident, new() { Outcome = CloseOutcome.Recovered }, IncidentChange.Bot);
    }
}
