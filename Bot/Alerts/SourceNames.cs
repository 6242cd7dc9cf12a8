using System.Data;
using Bot.Alerts.Intake;
using Bot.Slack;

namespace Bot.Alerts;

/// <summary>The sources that forms let somebody choose: those that sent something last come first, then those that may.</summary>
public sealed class SourceNames(KnownSources known)
{
    const int Most = 90, LongestValue = 150;

    /// <param name="db">The database.</param>
    /// <param name="chosen">What is chosen, which is among them whatever became of it; null where nothing is.</param>
    public IEnumerable<Option> Options(IDbConnection db, string? chosen = null) =>
        AlertStore.Sources(db, Most).Concat(known.All.Where(s => !s.IsRevoked).Select(s => s.Name)).Take(Most)
            .Concat(chosen is null ? [] : [chosen]).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => name.Length <= LongestValue)
            .Select(name => new Option(Limits.Truncate(name, Limits.OptionText), name));
}
