namespace Bot.Storage;

/// <summary>Which kind of work a subject is. Each lane has places of its own, so that none waits behind another.</summary>
public enum Lane
{
    /// <summary>What somebody has just asked for, and who is on call.</summary>
    People,

    /// <summary>Incidents and what else has a message or channel of its own.</summary>
    Cards,

    /// <summary>What may come a little later.</summary>
    Rest,
}

/// <summary>The lane of each kind of subject, by what stands before the colon of its name.</summary>
public sealed class Lanes
{
    readonly Dictionary<string, Lane> known = [];

    public void Put(string prefix, Lane lane) => known.Add(prefix, lane);

    public Lane Of(string subject)
    {
        var colon = subject.IndexOf(':', StringComparison.Ordinal);
        return known.GetValueOrDefault(colon < 0 ? subject : subject[..colon], Lane.Cards);
    }
}
