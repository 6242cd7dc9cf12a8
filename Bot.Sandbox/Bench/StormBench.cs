using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Sandbox;

/// <summary>What an alert costs that joins a storm, as the storm grows from a hundred alerts to ten thousand.</summary>
sealed class StormBench(BenchRun run)
{
    const int First = 100, Last = 10_000, Sample = 500, Warm = 4000, Storms = 3;

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        await FilledStore.Make(run.Sqlite("storm"));
        await using var slack = await BareSlack.Start();
        var port = Loopback.FreePort();
        await using var app = run.Bot.Start(slack.ApiUrl, run.Sqlite("storm"), port);
        using var clients = new AlertClients();
        var to = PublishedBot.Intake(port);
        await slack.Connected();
        await clients.Until(to);
        Task<AlertClients.Outcome> Post(int many, int count) =>
            clients.Post([app], [to], many, run.Size.Of(count), AlertClients.Alert);

        // Code that runs for the first time is no cost of an alert.
        run.Progress.Say("storm: warming up");
        await Post(8, Warm);
        var (early, late) = (new List<AlertClients.Outcome>(), new List<AlertClients.Outcome>());
        for (var storm = 1; storm <= run.Size.Of(Storms); storm++)
        {
            run.Progress.Say($"storm: {storm} of {Storms}");
            EndStorm();
            await Post(8, First);
            early.Add(await Post(8, Sample));
            await Post(64, Last - First - 2 * Sample);
            late.Add(await Post(8, Sample));
        }

        static AlertClients.Outcome All(List<AlertClients.Outcome> outcomes) => outcomes.Aggregate((one, other) => one + other);
        return
        [
            new("storm", $"CPU of an alert in ms, at {Last:N0}", All(late).CpuOfOne, $"itself at {First}", All(early).CpuOfOne)
            {
                AtMost = true,
                Target = 1.3,
            },
        ];
    }

    // As somebody would; the next alert begins another, as so many have come within minutes.
    void EndStorm()
    {
        using DbConnection db = new SqliteConnection($"{run.Sqlite("storm")};Pooling=False;Default Timeout=30");
        db.Open();
        db.Execute("update incidents set status = 'resolved', resolved_at = declared_at, firing_kinds = 0 where storm = 1");
    }
}
