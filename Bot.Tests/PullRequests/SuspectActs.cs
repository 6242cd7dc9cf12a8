using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Alerts.Dbt;

namespace Bot.Tests.PullRequests;

/// <summary>What CI and people do where a job of dbt fails.</summary>
static class SuspectActs
{
    public static Task Fails(this Afternoon afternoon, string job) =>
        afternoon.Sends(DbtFiles.Run("success stg_orders", "error fct_orders"), job);

    /// <summary>The channel of INC-1.</summary>
    public static string Where(this Afternoon afternoon) => $"#{afternoon.Get<Database>().Read(
        db => IncidentStore.Find(db, Viewer.Bot, 1)!.ChannelName)}";

    public static SeenMessage Pinned(this Afternoon afternoon) =>
        Assert.Single(afternoon.Ana.Messages(afternoon.Where()), m => m.IsPinned);
}
