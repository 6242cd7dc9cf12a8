using System.Data;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.Slack;
using Dapper;

namespace Bot.Alerts.Sources;

/// <summary>A source as people read of it: what it is, when it was seen, and what is wrong with it.</summary>
sealed class ListedSource
{
    static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public required string Name { get; init; }

    /// <summary>What was made or said in Slack; null where that is nothing.</summary>
    public SourceRow? Row { get; init; }

    /// <summary>The settings that name it.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    public long? SeenAt { get; init; }

    /// <summary>Its alerts of the last seven days.</summary>
    public long Lately { get; init; }

    public bool LostItsSecret { get; init; }

    public SourceKind? Kind => SourceKind.Of(Row?.Kind);

    /// <summary>Made in Slack, so that it can be changed there.</summary>
    public bool IsMade => Row?.Kind is not null;

    public bool IsRevoked => Row?.RevokedAt is not null;

    /// <summary>All of them, those that work first.</summary>
    public static List<ListedSource> All(IDbConnection db, KnownSources known, IntakeSettings settings, DateTimeOffset now)
    {
        var rows = SourceStore.All(db);
        var lost = known.All.Where(s => s.LostItsSecret).Select(s => s.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. settings.Names.Union(rows.Where(r => r.Kind is not null).Select(r => r.Name), StringComparer.OrdinalIgnoreCase)
                .Select(name => Of(db, name, rows, settings, lost, now))
                .OrderBy(s => s.IsRevoked).ThenBy(s => s.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>That one, or null where nothing is called so any more.</summary>
    public static ListedSource? Find(
        IDbConnection db, string name, KnownSources known, IntakeSettings settings, DateTimeOffset now) =>
        All(db, known, settings, now).Find(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static ListedSource Of(
        IDbConnection db, string name, List<SourceRow> rows, IntakeSettings settings, HashSet<string> lost, DateTimeOffset now) =>
        new()
        {
            Name = name,
            Row = rows.Find(r => r.Name.Equals(name, StringComparison.OrdinalIgnoreCase)),
            Settings =
            [
                .. settings.Tokens.ContainsKey(name) ? [$"Intake__Tokens__{name}"] : Array.Empty<string>(),
                .. settings.Secrets.ContainsKey(name) ? [$"Intake__Secrets__{name}"] : Array.Empty<string>(),
            ],
            SeenAt = SilentSource.SeenAt(db, name),
            Lately = db.ExecuteScalar<long>(
                "select count(*) from alerts where source = @name and at >= @since",
                new { name, since = (now - Week).ToUnixTimeMilliseconds() }),
            LostItsSecret = lost.Contains(name),
        };

    /// <summary>"Last seen today at 10:05 · 12 alerts in 7 days".</summary>
    public string Seen => SeenAt is { } at
        ? $"Last seen {When.At(at)} · {Words.Number(Lately, "alert", "alerts")} in 7 days"
        : "Nothing has come yet";

    /// <summary>What wants an admin, in mrkdwn; null where it is well.</summary>
    public string? Trouble => Row switch
    {
        { RevokedAt: { } at } => $":no_entry: Revoked {When.At(at)}.{Refused}",
        _ when LostItsSecret =>
            $":warning: *Its secret cannot be read any more: enter it again.* Until then its alerts are refused.{Refused}",
        { Secret: null } when Kind is { Signs: true } && Settings.Count == 0 =>
            $":warning: *It has no secret yet.* Until it has, its alerts are refused.{Refused}",
        { SilentAt: { } at, Every: { } every } =>
            $":warning: *Silent*, told {When.At(at)}: it is expected every {Silence.Name(every)}.",
        _ => null,
    };

    string Refused => Row is { Refused: > 0 and var times, RefusedAt: { } at }
        ? $" {Words.Number(times, "post was", "posts were")} refused since, the last {When.At(at)}."
        : "";

    /// <summary>Its name, what it is, how it stands.</summary>
    public string Lines =>
        $"*{Mrkdwn.Name(Name)}* · {Kind?.Name ?? "set where the bot is started"}\n{Seen}"
            + (Trouble is { } wrong ? $"\n{wrong}" : "");
}
