using System.Data;

namespace Bot.Incidents;

/// <summary>A line and its words, made of the history that points to it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Text">What it says.</param>
/// <param name="Facts">How much it is made of: it is shown anew where that changes meanwhile.</param>
/// <param name="Undo">The incident that can be taken out again, where it says that one went in.</param>
public sealed record Said(IncidentLine Line, string Text, int Facts, long? Undo)
{
    /// <param name="mentions">Whoever led it before is mentioned, while their hours are open.</param>
    public static Said Read(IDbConnection db, IncidentLine line, bool mentions = false)
    {
        var facts = IncidentLines.FactsOf(db, line.Id).ConvertAll(f => Leading(db, f));
        var name = Names.Of(db, [line.Actor, .. facts.SelectMany(f => new[] { f.Before, f.After })]);
        var undo = MergeStore.OfLine(db, line.Id);
        return new(
            line, LineText.Of(line, facts, name, mentions ? Mentioned : null), facts.Count + (undo is null ? 0 : 1), undo);

        // As it was when it happened, so that the line stays as it is.
        string? Mentioned(string id) =>
            WhoIsCalled.IsAtWork(db, id, DateTimeOffset.FromUnixTimeMilliseconds(line.At)) ? Slack.Mrkdwn.User(id) : null;
    }

    // From one incident to the other, where it has a channel that all see.
    static TimelineEntry Leading(IDbConnection db, TimelineEntry fact) =>
        fact.Is(
            IncidentFacts.Split, IncidentFacts.SplitFrom, IncidentFacts.Merged, IncidentFacts.MergedIn,
            IncidentFacts.Unmerged, IncidentFacts.UnmergedFrom, IncidentFacts.SameAs, IncidentFacts.NotSame)
        && WhichIncident.Number(fact.After) is { } number
        && IncidentStore.Find(db, People.Viewer.Public, number)?.ChannelId is { } channel
            ? fact with { Why = channel } : fact;
}
