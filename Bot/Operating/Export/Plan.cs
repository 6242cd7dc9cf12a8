using System.Data;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Storage;

namespace Bot.Operating.Export;

/// <summary>How something differs.</summary>
enum Difference
{
    Added,
    Changed,
    Removed,
    LeftAlone,
}

/// <summary>One line of the difference, and what brings it about.</summary>
sealed record PlannedChange(Difference Difference, string What, Action<Tx>? Apply)
{
    public string Line => $"{Word}: {Problems.Shown(What)}";

    string Word => Difference switch
    {
        Difference.Added => "added",
        Difference.Changed => "changed",
        Difference.Removed => "removed",
        _ => "left alone",
    };
}

/// <summary>
/// What a file would change in the store as it is: the difference, what is wrong, and what Slack has to be asked before it can
/// be told. Made anew inside the change that applies it.
/// </summary>
sealed class Plan(IDbConnection db, DateTimeOffset now, Learnt learnt, string? by = null)
{
    /// <summary>Who did it, in the history.</summary>
    public const string Actor = "import";

    readonly List<PlannedChange> changes = [];

    public IDbConnection Db => db;

    /// <summary>Rows hold milliseconds.</summary>
    public DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());

    public Learnt Learnt => learnt;
    public string By => by ?? Actor;
    public Problems Problems { get; } = new();
    public IReadOnlyList<PlannedChange> Changes => changes;

    /// <summary>Whom and where Slack has to be asked.</summary>
    public HashSet<string> AsksPeople { get; } = [];
    public HashSet<string> AsksChannels { get; } = [];
    public bool AsksGroups { get; private set; }
    public bool AsksSlack => AsksPeople.Count > 0 || AsksChannels.Count > 0 || AsksGroups;

    /// <summary>Rotations by their names, those of the file with them, as routes name them.</summary>
    public Dictionary<string, string> Rotations { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What proves the sources that are made: shown once.</summary>
    public List<string> Proofs { get; } = [];

    public bool ChangesAnything => changes.Exists(c => c.Apply is not null);

    public void Add(Difference difference, string what, Action<Tx>? apply = null) => changes.Add(new(difference, what, apply));

    /// <summary>Everybody of a list can act here.</summary>
    public void Meet(IEnumerable<YamlText> people, string what)
    {
        foreach (var (line, id) in people)
        {
            if (id.Length < 6 || id[0] is not ('U' or 'W') || !id.All(char.IsAsciiLetterOrDigit))
                Problems.Add(
                    line, $"“{id}” is no member id of Slack. Copy it from the profile (⋮, Copy member ID), such as U012AB3CD.");
            else if (learnt.Of(db, id) is { } standing)
            {
                if (standing != Standing.Member)
                    Problems.Add(line, $"{NameOf(id)} cannot {what}: {RotationAccess.Cannot} Take them out.");
            }
            else if (!learnt.IsAsked) AsksPeople.Add(id);
            else Problems.Add(line, $"Slack knows nobody with the id {id}. Correct it, or take it out.");
        }
    }

    string NameOf(string id) => learnt.People.GetValueOrDefault(id)?.Name ?? Person.NameOf(db, id);

    /// <summary>The bot can speak in a channel.</summary>
    public void Hear(int line, string id)
    {
        if (id.Length < 6 || id[0] is not ('C' or 'G') || !id.All(char.IsAsciiLetterOrDigit))
            Problems.Add(
                line, $"“{id}” is no channel id of Slack. Copy it from the end of the channel's details, such as C012AB3CD.");
        else if (!learnt.IsAsked) AsksChannels.Add(id);
        else if (learnt.Channels.GetValueOrDefault(id) is { } problem) Problems.Add(line, $"{id}: {problem}");
    }

    /// <summary>The same of one to which notices go, which is no incident's own.</summary>
    public void HearNotices(YamlText channel)
    {
        if (ChannelStore.IsOfIncident(db, channel.Text))
            Problems.Add(
                channel.Line, $"{channel.Text} is the channel of an incident: whoever is there knows it, and it is put away with "
                    + "it. Take it out.");
        else Hear(channel.Line, channel.Text);
    }

    /// <summary>The workspace's groups have to be known.</summary>
    public void AskGroups() => AsksGroups = true;
}

/// <summary>A section of the file: it is written of the store, and planned against it.</summary>
interface ISection
{
    string Key { get; }

    void Write(WriteYaml yaml, IDbConnection db, SlackNames names, DateTimeOffset now);

    /// <param name="plan">What comes of it.</param>
    /// <param name="value">What the file says; null where it does not have the section.</param>
    void Read(Plan plan, YamlValue? value);
}
