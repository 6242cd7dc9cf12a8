using Bot.Sandbox;

namespace Bot.Tests.Alerts;

static class Cards
{
    /// <summary>The pinned message of an incident's channel.</summary>
    public static SeenMessage Card(this Afternoon afternoon, string channel) =>
        Assert.Single(afternoon.Finn.Messages(channel), message => message.IsPinned);
}
