using System.Data;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Domain.Incidents;
using Dapper;

namespace Bot.Incidents;

/// <summary>Who wrote a summary's draft.</summary>
public enum SummaryHow
{
    /// <summary>The bot, of what is known alone.</summary>
    Composed,
    Model,
}

/// <summary>Why a draft was composed where a model was to write it.</summary>
public enum SummaryTrouble
{
    Slow,
    Refused,
    Nonsense,
    Away,

    /// <summary>No model may read it.</summary>
    Private,
}

/// <summary>
/// A summary of an incident: wished for, then a draft, then accepted. Times are unix milliseconds of workspace time.
/// </summary>
public sealed class SummaryRow
{
    static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    internal const string Columns =
        "id, incident, wished_at, views, at_end, made_at, how, why, sentences as text, revision, edited_by, accepted_by, "
        + "accepted_at";

    public long Id { get; init; }
    public long Incident { get; init; }

    public long WishedAt { get; init; }
    public string? Views { get; init; }

    /// <summary>The modals that wait for it, each with who looks at it.</summary>
    public IEnumerable<(string View, string Reader)> Waiting => (Views ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(one => one.Split('/')).Where(one => one.Length == 2).Select(one => (one[0], one[1]));

    /// <summary>The incident was resolved: its channel shows the draft.</summary>
    public bool AtEnd { get; init; }

    /// <summary>When it was written; null while it is.</summary>
    public long? MadeAt { get; init; }
    public SummaryHow How { get; init; }
    public SummaryTrouble? Why { get; init; }
    public string? Text { get; init; }

    /// <summary>How often it was edited.</summary>
    public long Revision { get; init; }
    public string? EditedBy { get; init; }
    public string? AcceptedBy { get; init; }
    public long? AcceptedAt { get; init; }

    public IReadOnlyList<SummarySentence> Sentences => field ??= Text is { } text
        ? JsonSerializer.Deserialize<List<SummarySentence>>(text, Json)! : [];

    public bool IsDraft => MadeAt is not null && AcceptedAt is null;

    /// <summary>Its incident was opened again since: it tells of an end that was none.</summary>
    public bool IsFromBefore(IncidentRow incident) => WishedAt < incident.OpenedAt;

    /// <summary>Those whom it names.</summary>
    public IReadOnlyList<string?> People => [EditedBy, AcceptedBy];

    public static string SubjectOf(long incident) => string.Create(CultureInfo.InvariantCulture, $"summary:{incident}");

    public static string Write(IReadOnlyList<SummarySentence> sentences) => JsonSerializer.Serialize(sentences, Json);

    /// <summary>The one that the card shows.</summary>
    public static SummaryRow? Accepted(IDbConnection db, long incident) => db.QueryFirstOrDefault<SummaryRow>(
        $"""
        select {Columns} from summaries where incident = @incident and accepted_at is not null
        order by accepted_at desc, id desc limit 1
        """,
        new { incident });
}
