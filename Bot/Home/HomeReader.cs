using System.Data;
using Bot.Domain.OnCall;
using Bot.Domain.Warnings;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;

namespace Bot.Home;

/// <summary>Somebody at the moment for which their Home is drawn, and what several parts of it are about.</summary>
/// <param name="db">Where it is read.</param>
/// <param name="person">Whose Home it is.</param>
/// <param name="commands">What the commands are called.</param>
/// <param name="now">When.</param>
/// <param name="ledger">The warning ledger, read once for all Homes that are drawn together.</param>
sealed class HomeReader(
    IDbConnection db, string person, BotCommands commands, DateTimeOffset now, Lazy<List<Warning>> ledger)
{
    readonly BriefReader reader = new(db, person, commands, now);
    readonly IReadOnlyDictionary<long, long> due = NextUpdateStore.AllDue(db);
    readonly HashSet<long> subscribed = SubscriberStore.Incidents(db, person);

    /// <summary>The same reader as a brief knows them.</summary>
    public BriefReader Brief => reader;

    public IDbConnection Db => db;

    public string Person => person;

    public DateTimeOffset Now => now;

    public BotCommands Commands => commands;

    public IReadOnlyList<Warning> Ledger => ledger.Value;

    public IReadOnlyList<OnCall.Rows.RotationRow> Rotations => reader.Rotations;

    public TimeZoneInfo Zone => reader.Zone;

    /// <summary>Their working days.</summary>
    public Weekdays Days => reader.Hours.Days;

    /// <summary>The open incidents that they may see, the worst first.</summary>
    public IReadOnlyList<IncidentRow> Open { get; } = Lines.Worst(IncidentStore.Open(db, Viewer.Of(person)), person);

    /// <summary>They are on call in the rotation that answers for it, or see to it while nobody is.</summary>
    public bool IsOnCall(string? rotation) => reader.IsOnCall(rotation);

    /// <summary>They lead it, declared it, hear of it, or are inside of it where that is not for all.</summary>
    public bool IsMine(IncidentRow incident) => !incident.Unaccepted && (incident.Lead == person
        || incident.DeclaredBy == person || incident.Private || subscribed.Contains(incident.Number));

    /// <summary>When the next update is due; null where none is promised.</summary>
    public DateTimeOffset? Due(IncidentRow incident) =>
        due.TryGetValue(incident.Number, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
