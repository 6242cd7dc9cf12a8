namespace Bot.Tests.Incidents;

public sealed class DeclareTests
{
    [Fact]
    public async Task A_name_is_enough_to_declare()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident");
        await afternoon.Ana.Modal.Fill("Name", "Orders are late").Submit();
        Assert.Contains("Go to #inc-1-orders-are-late", afternoon.Ana.Modal.Text, StringComparison.Ordinal);

        var card = afternoon.Ana.Sees("INC-1 Orders are late", "#inc-1-orders-are-late");
        Assert.True(card.IsPinned);
        Assert.Contains("Investigating", card.Text, StringComparison.Ordinal);
        afternoon.Finn.Sees("INC-1 Orders are late", "#data-incidents");
    }
}
