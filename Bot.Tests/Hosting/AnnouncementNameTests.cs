namespace Bot.Tests.Hosting;

/// <summary>The announcement channel as the configuration names it.</summary>
public sealed class AnnouncementNameTests
{
    [Theory]
    [InlineData("störungen-daten")]
    [InlineData("障害")]
    public async Task A_name_in_letters_of_another_script_is_taken(string name)
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Incidents:Channel"] = name });
        await afternoon.Alert(new { title = "orders late" });
        afternoon.Finn.Sees("INC-1 orders late", $"#{name}");
    }

    [Fact]
    public async Task An_id_in_its_place_is_that_channel()
    {
        var settings = new Dictionary<string, string?>();
        await using var afternoon = await Afternoon.Begin(settings: settings, before: workspace =>
            workspace.Do(() => settings["Incidents:Channel"] = workspace.Conversations
                .Create(workspace.People["ivy"], "data-alerts", false).Id));
        await afternoon.Alert(new { title = "orders late" });
        afternoon.Finn.Sees("INC-1 orders late", "#data-alerts");
        Assert.DoesNotContain(afternoon.Workspace.Conversations.All, c => c.Name == "data-incidents");
    }
}
