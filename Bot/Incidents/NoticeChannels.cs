using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>The channels to which notices of something that people read go, or else all of a rotation.</summary>
public static class NoticeChannels
{
    const string OfExposure = "exposure", OfRotation = "rotation";

    /// <summary>Those of what it is about, or else of the rotation.</summary>
    public static IReadOnlyList<string> For(IDbConnection db, string? about, string? rotation) =>
        about is not null && Of(db, OfExposure, about) is { Count: > 0 } own ? own
        : rotation is null ? [] : Of(db, OfRotation, rotation);

    /// <summary>All that has channels of its own.</summary>
    public static IReadOnlyList<string> Abouts(IDbConnection db) =>
    [
        .. db.Query<string>("select distinct whose from notice_channels where kind = @OfExposure", new { OfExposure })
            .Order(StringComparer.Ordinal),
    ];

    static List<string> Of(IDbConnection db, string kind, string whose) => db.Query<string>(
        "select channel from notice_channels where kind = @kind and whose = @whose order by channel",
        new { kind, whose }).ToList();

    /// <summary>Notices about it go there from now on.</summary>
    public static void SetFor(Tx tx, string about, IReadOnlyList<string> channels, string by) =>
        Set(tx, (OfExposure, about), channels, by);

    /// <summary>Notices of a rotation go there from now on, save where something has channels of its own.</summary>
    public static void SetForRotation(Tx tx, string rotation, IReadOnlyList<string> channels, string by) =>
        Set(tx, (OfRotation, rotation), channels, by);

    static void Set(Tx tx, (string Kind, string Whose) of, IReadOnlyList<string> channels, string by)
    {
        var before = Of(tx.Db, of.Kind, of.Whose);
        if (before.ToHashSet().SetEquals(channels)) return;
        tx.Db.Execute("delete from notice_channels where kind = @Kind and whose = @Whose", new { of.Kind, of.Whose });
        foreach (var channel in channels)
            tx.Db.Execute(
                "insert into notice_channels (kind, whose, channel) values (@Kind, @Whose, @channel)",
                new { of.Kind, of.Whose, channel });
        tx.Note(
            of.Kind == OfRotation ? $"rotation:{of.Whose}" : $"setting:notice_channels:{of.Whose}",
            IncidentFacts.NoticeChannels, by, before: string.Join(' ', before), after: string.Join(' ', channels));
    }
}
