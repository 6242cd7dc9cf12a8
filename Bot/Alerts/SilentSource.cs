using System.Data;
using System.Globalization;
using System.Text;
using Bot.Alerts.Intake;
using Bot.Domain.Alerts;
using Dapper;

namespace Bot.Alerts;

/// <summary>
/// The alert that a source which is expected is silent, and what ends it: alerts of that source like any other.
/// </summary>
public static class SilentSource
{
    // No sender has a key that begins with a space: around theirs, spaces are taken off.
    internal const string Key = " silent";

    /// <summary>Whether it is about the silence of its source, and so no post of it.</summary>
    public static bool Is(Alert alert) => alert.DeduplicationKey == Key;

    /// <summary>When a source sent something last, be it an alert or a manifest of dbt; null where it never did.</summary>
    public static long? SeenAt(IDbConnection db, string source) =>
        new[] { AlertAt(db, source), ManifestAt(db, source) }.Max();

    /// <summary>
    /// The same, as far as it is what the source is expected for: beside alerts a manifest does not say that these still come.
    /// </summary>
    public static long? SeenAt(IDbConnection db, string source, long expectedAt) =>
        AlertAt(db, source) is { } at && at >= expectedAt ? at : SeenAt(db, source);

    static long? AlertAt(IDbConnection db, string source) => db.QueryFirstOrDefault<long?>(
        "select at from alerts where source = @source and key <> @Key order by at desc limit 1", new { source, Key });

    static long? ManifestAt(IDbConnection db, string source) => db.ExecuteScalar<long?>(
        "select max(at) from dbt_manifests where substr(place, 1, length(@of)) = @of", new { of = JobKey.PlacesOf(source) });

    /// <summary>When it posted lately, the newest first; what came together is one post.</summary>
    public static List<long> Posts(IDbConnection db, string source, int most) => db.Query<long>(
        "select distinct at from alerts where source = @source and key <> @Key order by at desc limit @most",
        new { source, Key, most }).ToList();

    /// <param name="row">The source.</param>
    /// <param name="every">How often it is expected.</param>
    /// <param name="seen">When it posted last; null where it never did.</param>
    public static (Alert Alert, byte[] Body) Falls(SourceRow row, TimeSpan every, DateTimeOffset? seen) => Of(
        row.Name, AlertStatus.Firing, $"{row.Name} is silent",
        (seen is { } at ? $"It posted last {Written(at)}" : "It has not posted yet")
            + $" and is expected every {Silence.Name(every)}. "
            + (row.Kind == SourceKind.DbtCloud.Key
                ? "dbt Cloud switches a webhook off after five failures in a row: look at its webhooks."
                : "Look whether what sends it still runs, and whether it reaches the bot."));

    public const string PostedAgain = "It has posted again.";

    public static (Alert Alert, byte[] Body) Ends(string source, string why) =>
        Of(source, AlertStatus.Resolved, $"{source} is silent", why);

    static (Alert, byte[]) Of(string source, AlertStatus status, string title, string description) => (
        new()
        {
            Source = source,
            Title = title,
            Description = description,
            Status = status,
            DeduplicationKey = Key,
        },
        Encoding.UTF8.GetBytes(description));

    static string Written(DateTimeOffset at) =>
        at.UtcDateTime.ToString("ddd d MMM yyyy 'at' HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
