using System.Data;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Dapper;

namespace Bot.Operating;

/// <summary>
/// A change that somebody made to how the bot works: settings, rotations and their owners, who may send and read, where things
/// go. It is read of the history, which is written in the change itself.
/// </summary>
public sealed class AuditLine
{
    /// <summary>Unix milliseconds.</summary>
    public long At { get; init; }
    public required string Actor { get; init; }

    /// <summary>What it is about, such as <c>setting:storm_limit</c>.</summary>
    public required string Subject { get; init; }
    public required string Verb { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public string? Why { get; init; }

    // What stands before the first colon of a subject that is about how the bot works.
    static readonly string[] Kinds =
    [
        "setting", "rotation", "source", "hook", "route", "destination", "token", "webhook", "group", "calendar", "holidays",
        "person",
    ];

    // Of a rotation the history also says what its shifts were like.
    static readonly string[] OfRotations =
    [
        RotationFacts.Made, RotationFacts.Changed, RotationFacts.Ended, RotationFacts.PutOnCall, RotationFacts.Confirmed,
        IncidentFacts.NoticeChannels,
    ];

    // The sign behind the colon, so that an index finds them.
    static readonly string IsOfKind =
        string.Join(" or ", Kinds.Select(kind => $"(subject >= '{kind}:' and subject < '{kind};')"));

    /// <summary>What people changed, the newest first.</summary>
    /// <param name="db">As of one moment.</param>
    /// <param name="by">By whom alone; null is everybody.</param>
    /// <param name="most">So many at most.</param>
    public static List<AuditLine> Latest(IDbConnection db, string? by, int most) => db.Query<AuditLine>(
        $"""
        select at, actor, subject, verb, before, after, why from history
        where ({IsOfKind}) and actor not in ('bot', 'slack') and (@by is null or actor = @by)
            and (subject not like 'rotation:%' or verb in @OfRotations)
            and (subject not like 'person:%' or verb = @Holidays and subject <> 'person:' || actor)
        order by id desc limit @most
        """,
        new { by, OfRotations, Holidays = AbsenceFacts.Holidays.Word, most }).ToList();
}
