namespace Bot.Tests.Incidents;

public sealed class DeclareByShortcutTests
{
    [Fact]
    public async Task From_anywhere_the_form_opens_that_declares()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Finn.Shortcut("Declare an incident");
        await afternoon.Finn.Modal.Fill("Name", "Orders are late").Submit();
        afternoon.Finn.Sees("INC-1 Orders are late");
    }

    [Theory]
    [InlineData("#general")]
    [InlineData("#data-leads")]
    public async Task From_a_message_its_words_are_in_the_form_with_where_they_stand(string channel)
    {
        await using var afternoon = await Afternoon.Begin();
        var said = await afternoon.Ana.Says(channel, "Orders are late\nsince 8, says @ben");
        await said.Menu("Declare from message");
        Assert.Equal("Orders are late since 8, says @ben", afternoon.Ana.Modal.Value("Name"));
        Assert.StartsWith(
            "ana: Orders are late\nsince 8, says @ben", afternoon.Ana.Modal.Value("What is known"), StringComparison.Ordinal);
        await afternoon.Ana.Modal.Submit();
        afternoon.Ana.Sees("INC-1 Orders are late since 8");
        // Her own message named him, the bot's do not.
        Assert.DoesNotContain(afternoon.Workspace.Notifications, n => n.Person.Handle == "ben" && n.Message != said.Posted);
    }
}
