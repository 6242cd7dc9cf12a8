namespace Bot.Tests.Incidents;

/// <summary>A channel that an incident has left for another says where it is.</summary>
public sealed class LeftChannelTests
{
    const string Old = "#inc-1-orders-are-late", New = "#inc-1-orders-are-late-2";

    [Theory]
    [InlineData(false, "INC-1 goes on in #inc-1-orders-are-late-2.")]
    [InlineData(true, "INC-1 went on in #inc-1-orders-are-late-2.")]
    public async Task Opened_by_hand_after_the_move_it_says_where_the_incident_is_and_its_card_has_no_buttons(
        bool isOver, string said)
    {
        await using var afternoon = await Moved(a =>
        {
            a.Workspace.Faults.On("conversations.unarchive").Refuse("not_in_channel");
            return a.Ana.Archives(Old);
        });
        afternoon.Ana.Sees($"INC-1 goes on here: {Old} cannot be used any more.", New);
        if (isOver)
        {
            await afternoon.Ana.Slash("/incident resolve 1");
            await afternoon.Ana.Modal.Submit();
        }

        await afternoon.Ana.Unarchives(Old);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(2, afternoon.Ana.Messages(Old).Count(m => m.Text == said));
        Assert.Empty(afternoon.Ana.Messages(Old).Single(m => m.IsPinned).Buttons);
        await afternoon.Ana.Slash("/incident", Old);
        Assert.Contains("INC-1", afternoon.Ana.Modal.Text + afternoon.Ana.Modal.Title, StringComparison.Ordinal);
        Assert.NotEqual("Declare an incident", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task One_that_is_gone_is_named_as_it_was_called()
    {
        await using var afternoon = await Moved(a => a.Ivy.Deletes(Old));
        afternoon.Ana.Sees($"INC-1 goes on here: {Old} cannot be used any more.", New);
        await afternoon.Ana.Slash("/incident timeline 1");
        Assert.Contains($"{Old} cannot be used any more", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    static async Task<Afternoon> Moved(Func<Afternoon, Task> lose)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.Close();
        await lose(afternoon);
        await afternoon.Pass(TimeSpan.FromMinutes(6));
        return afternoon;
    }
}
