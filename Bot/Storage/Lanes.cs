namespace Bot.Storage;

/// <summary>Which kind of work a subject is. Each lane has places of its own, so that none waits behind another.</summary>
public enum Lane
{
    /// <summary>What somebody has just asked for.</summary>
    People,

    /// <summary>Incidents and what else has a message or channel of its own.</summary>
    Cards,

    /// <summary>What may come a little later.</summary>
    Rest,

    /// <summary>What waits for others than Slack.</summary>
    Outside,

    /// <summary>Who is on call: the user groups.</summary>
    OnCall,

    /// <summary>Homes, of which there are as many as people look.</summary>
    Homes,

    /// <summary>Programs that are told of changes: one that hangs holds up nobody who is called.</summary>
    Webhooks,
}

/// <summary>
/// What becomes of each kind of subject that is woken, by what stands before the colon of its name: it waits in a lane, or is
/// done within the change that wakes it.
/// </summary>
public sealed class Lanes
{
    readonly Dictionary<string, Lane> known = [];
    readonly Dictionary<string, Action<Tx, string>> within = [];
    readonly Dictionary<string, Action<Tx, string, IReadOnlyList<Noted>>> heard = [];

    /// <summary>Those in which anything can wait.</summary>
    public IReadOnlyList<Lane> Used { get; private set; } = [Lane.Cards];

    public void Put(string prefix, Lane lane)
    {
        known.Add(prefix, lane);
        Used = [.. Used.Append(lane).Distinct().Order()];
    }

    public void Within(string prefix, Action<Tx, string> act) => within.Add(prefix, act);

    /// <summary>What becomes of a subject is heard at the end of each change that notes something of it.</summary>
    public void Hear(string prefix, Action<Tx, string, IReadOnlyList<Noted>> act) =>
        heard[prefix] = heard.TryGetValue(prefix, out var others) ? others + act : act;

    public Lane Of(string subject) => known.GetValueOrDefault(Parts(subject).Prefix, Lane.Cards);

    /// <summary>What is done within the change; null where the subject waits in a lane.</summary>
    public Action<Tx>? Within(string subject)
    {
        var (prefix, id) = Parts(subject);
        return within.TryGetValue(prefix, out var act) ? tx => act(tx, id) : null;
    }

    /// <summary>Who hears what becomes of it; null where nobody does.</summary>
    public Action<Tx, IReadOnlyList<Noted>>? Heard(string subject)
    {
        var (prefix, id) = Parts(subject);
        return heard.TryGetValue(prefix, out var act) ? (tx, facts) => act(tx, id, facts) : null;
    }

    /// <summary>A subject's kind, and which of them it is.</summary>
    public static (string Prefix, string Id) Parts(string subject)
    {
        var colon = subject.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (subject, "") : (subject[..colon], subject[(colon + 1)..]);
    }
}
