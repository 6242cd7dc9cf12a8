using System.Data;

namespace Bot.Incidents;

/// <summary>A line and its words, made of the history that points to it.</summary>
public sealed record Said(IncidentLine Line, string Text, int Facts)
{
    /// <param name="mentions">Whoever led it before is mentioned, while their hours are open.</param>
    public static Said Read(IDbConnection db, IncidentLine line, bool mentions = false)
    {
        var facts = IncidentLines.FactsOf(db, line.Id).ConvertAll(f => Leading(db, f));
        var name = Names.Of(db, [line.Actor, .. facts.SelectMany(f => new[] { f.Before, f.After })]);
        return new(line, LineText.Of(line, facts, name, mentions ? Mentioned : null), facts.Count);

        // As it was when it happened, so that the line stays as it is.
        string? Mentioned(string id) =>
            WhoIsCalled.IsAtWork(db, id, DateTimeOffset.FromUnixTimeMilliseconds(line.At)) ? Slack.Mrkdwn.User(id) : null;
    }

    // From one incident to the other, where it has a channel.
    static TimelineEntry Leading(IDbConnection db, TimelineEntry fact) =>
        fact.Is(IncidentFacts.Split, IncidentFacts.SplitFrom, IncidentFacts.Merged, IncidentFacts.MergedIn)
        && WhichIncident.Number(fact.After) is { } number
        && IncidentStore.Find(db, People.Viewer.Bot, number)?.ChannelId is { } channel
            ? fact with { Why = channel } : fact;
}
