using System.Data;
using Bot.Alerts;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.OnCall.Rows;

namespace Bot.Reviews;

/// <summary>What somebody looks at: as the menus of a message carry it, and a message that is posted.</summary>
sealed record ReviewLook(ReviewSpan Span, ReviewFilter Filter)
{
    // As many as one menu holds beside "all".
    const int MostSources = 90;

    public static readonly ReviewLook First = new(ReviewSpan.ThirtyDays, new());

    /// <summary>Short enough for a menu, whatever things are called.</summary>
    public string Write() => string.Join(
        '|', Span, Marked(Filter.Rotation), Filter.Severity?.ToString() ?? "", Marked(Filter.Source));

    /// <summary>What was written; null where something of it is gone.</summary>
    public static ReviewLook? Read(IDbConnection db, string text, DateTimeOffset now)
    {
        if (text.Split('|') is not [var span, var rotation, var severity, var source]
            || !Enum.TryParse<ReviewSpan>(span, out var chosen)) return null;
        var filter = new ReviewFilter(
            RotationStore.All(db, now).Select(r => r.Id).FirstOrDefault(id => Marked(id) == rotation),
            Enum.TryParse<Severity>(severity, out var bad) ? bad : null,
            Sources(db).FirstOrDefault(name => Marked(name) == source));
        var look = new ReviewLook(chosen, filter);
        // It is never about more than was asked for.
        return look.Write() == text ? look : null;
    }

    /// <summary>The sources that have sent something lately.</summary>
    public static IReadOnlyList<string> Sources(IDbConnection db) => AlertStore.Sources(db, MostSources);

    static string Marked(string? name) => name is null ? "" : ShortMark.Of(name);
}
