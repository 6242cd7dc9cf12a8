namespace Bot.Tests.OnCall;

public sealed class SurfacesTests
{
    [Fact]
    public async Task Command_group_and_lead_of_a_new_incident_agree_through_a_week()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        for (var step = 0; step < 18; step++)
        {
            var group = Assert.Single(afternoon.Workspace.Groups["@data-responder"].Members);
            var who = "@" + afternoon.Workspace.People[group].Handle;

            await afternoon.Dev.Slash("/cover who");
            var answer = afternoon.Dev.Messages().First(m => m.Text.Contains("is on call until", StringComparison.Ordinal)).Text;
            var named = answer.Contains(", with @", StringComparison.Ordinal) ? answer.Split(", with ")[1] : answer.Split(": ")[1];
            Assert.StartsWith(who, named, StringComparison.Ordinal);

            await afternoon.Dev.Slash("/incident");
            Assert.Equal(who, afternoon.Dev.Modal.Value("Lead"));
            await afternoon.Dev.Modal.Close();
            await afternoon.Pass(TimeSpan.FromHours(11));
        }
    }

    [Fact]
    public async Task Without_a_rotation_the_form_of_an_incident_says_that_nobody_is_on_call()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Dev.Slash("/incident");
        Assert.Contains("Nobody is on call yet.", afternoon.Dev.Modal.Text, StringComparison.Ordinal);
    }
}
