using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.Incidents.Similar;
using Bot.Storage;

namespace Bot.Sandbox;

/// <summary>Puts incidents of the past into a store in which no bot runs, with the bot's own code.</summary>
sealed class PastIncidents
{
    const int AtOnce = 500;

    readonly Database database;

    public PastIncidents(Database database)
    {
        this.database = database;
        database.Lanes.Within(
            SimilarIds.ChangedSubject, (tx, id) => SimilarStore.Changed(tx, long.Parse(id, CultureInfo.InvariantCulture)));
    }

    /// <summary>Keeps them, and returns which number each has.</summary>
    public async Task<IReadOnlyDictionary<long, PastIncident>> Keep(
        IEnumerable<PastIncident> incidents, Action<int>? progress = null)
    {
        var all = new Dictionary<long, PastIncident>();
        foreach (var some in incidents.Chunk(AtOnce))
        {
            await database.Change(tx =>
            {
                foreach (var one in some) all[Keep(tx, one)] = one;
            });
            progress?.Invoke(all.Count);
        }

        return all;
    }

    /// <summary>Reads what they are about, as a bot does after an upgrade.</summary>
    public Task Read() => new KeepTexts(database).Bring("all", CancellationToken.None);

    static long Keep(Tx tx, PastIncident past)
    {
        var state = new IncidentState { Name = past.Name, Severity = Severity.Minor, Affected = Affected.NotSure };
        var number = IncidentStore.Insert(
            tx, new(past.Name, Severity.Minor, Affected.NotSure, past.Alert?.Message, null, null, null, "it was so"), state);
        if (past.Alert is { } alert)
            AlertedIncident.Count(tx, number, new(alert.Key, past.Name, null, Firing: true)
            {
                IsNew = true,
                Job = $"ci|{alert.Job}",
                Said = $"```\n{alert.Message}\n```",
                Metadata = alert.Node is { } node
                    ? new Dictionary<string, string> { ["dbt_node"] = node, ["job"] = alert.Job }
                    : new() { ["job"] = alert.Job },
            });
        return number;
    }
}
