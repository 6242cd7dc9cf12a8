using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Settings;

namespace Bot.Home;

/// <summary>Somebody at the moment for which a brief of theirs is composed; days and hours are on their own clock.</summary>
sealed class BriefReader(IDbConnection db, string person, BotCommands commands, DateTimeOffset now)
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    readonly Dictionary<string, bool> onCall = [];

    public IDbConnection Db => db;

    public string Person => person;

    public DateTimeOffset Now => now;

    public string IncidentCommand => commands.Incident;

    public string CoverCommand => commands.Cover;

    public string FollowUpCommand => commands.FollowUp;

    public IReadOnlyList<RotationRow> Rotations { get; } = RotationStore.All(db, now);

    public WorkingHours Hours => field ??= PersonHours.Own(db, person, Rotations);

    public TimeZoneInfo Zone => Hours.Zone;

    /// <summary>The day's opening; null on a day without hours.</summary>
    public Morning? Morning => Domain.OnCall.Morning.Of(Hours, now);

    Morning? Yesterday => Domain.OnCall.Morning.Of(Hours, now - Day);

    /// <summary>The working day that runs now, which may have begun yesterday; null while their hours are closed.</summary>
    public Morning? Today => Runs(Morning) ? Morning : Runs(Yesterday) ? Yesterday : null;

    /// <summary>
    /// The reader is on call in the rotation that answers for what belongs to this one, or sees to it while nobody is.
    /// </summary>
    public bool IsOnCall(string? rotation) => onCall.TryGetValue(rotation ?? "", out var known)
        ? known : onCall[rotation ?? ""] = OnCallAnswers.Answering(db, rotation, now) is { } on
            && (on.Answer.Person is { } there ? there == person : RotationAccess.Heirs(db, on.Row).Contains(person));

    /// <summary>The reader takes turns in it.</summary>
    public bool IsMember(string? rotation) =>
        RotationStore.Answering(Rotations, rotation)?.Rotation.Members.Contains(person) == true;

    /// <summary>When they hear of hours that begin: as the rotation's hours open, or in their night, as their own do.</summary>
    public DateTimeOffset? HearsAt(Beginning begun) =>
        PersonHours.In(db, begun.Row, person).OpensAt(begun.Shift.Starts) is { } opens ? Hours.OpensAt(opens) : null;

    /// <summary>Hours of theirs that run, or begin, in the order of the rotations.</summary>
    public IEnumerable<Beginning> Running => Of(row => Beginning.Running(db, row, now) is { } begun ? [begun] : []);

    public IEnumerable<Beginning> Ahead => Of(row => Beginning.Ahead(db, row, now));

    IEnumerable<Beginning> Of(Func<RotationRow, IEnumerable<Beginning>> begun) =>
        Rotations.SelectMany(begun).Where(b => b.Shift.Person == person);

    bool Runs(Morning? day) => day is { } one && one.Opens <= now && Hours.ClosesAt(one.Opens) > now;
}
