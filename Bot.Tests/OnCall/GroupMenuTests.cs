namespace Bot.Tests.OnCall;

/// <summary>The menus of user groups in a rotation's form: what is typed, what exists, what is taken over.</summary>
public sealed class GroupMenuTests
{
    [Fact]
    public async Task What_is_typed_filters_and_none_is_offered_last_and_not_beside_what_was_meant()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        var modal = await afternoon.Ana.Modal.Press("More settings");
        const string group = "@on-call-engineers (2 members)", nobody = "Nobody: wait until hours open";
        Assert.Equal([group, nobody], await modal.Search("Called out of hours", ""));
        Assert.Equal([group], await modal.Search("Called out of hours", "on-call"));
        Assert.Equal([nobody], await modal.Search("Called out of hours", "nobo"));
        Assert.Empty(await modal.Search("Called out of hours", "off-call"));
        Assert.Equal([group, "Make @on-call"], await modal.Search("User group", "on-call"));
        Assert.Equal(["Make @data"], await modal.Search("User group", "data"));

        await modal.ChoosePeople("Members", "ana", "ben").Submit();
        Assert.EndsWith("Critical out of hours: nobody is called.", afternoon.Ana.Modal.Text.TrimEnd(), StringComparison.Ordinal);
        await Afternoon.Settings(afternoon.Ana);
        await afternoon.Ana.Modal.Choose("Called out of hours", "on-call").Submit();
        Assert.EndsWith(
            "Critical out of hours: @on-call-engineers is called.", afternoon.Ana.Modal.Text.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_exists_is_taken_over_only_after_a_tick()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        var modal = await afternoon.Ana.Modal.Press("More settings");
        Assert.Equal(
            ["@on-call-engineers (2 members)", "Make @data-responder", "No user group"], await modal.Search("User group", ""));
        await modal.ChoosePeople("Members", "ana", "ben").Choose("User group", "on-call-engineers");
        const string question = "@on-call-engineers has 2 members now; they will be replaced by whoever is on call";
        Assert.Contains(question, modal.Fields);
        await modal.Submit();
        Assert.StartsWith(
            "Tick the box if @on-call-engineers may be taken over", modal.Errors[question], StringComparison.Ordinal);
        Assert.Equal(2, afternoon.Workspace.Groups["@on-call-engineers"].Members.Count);

        await modal.Tick("Yes, take it over").Submit();
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@on-call-engineers"].Members);
        Assert.Null(afternoon.Workspace.Groups.Find("@data-responder"));

        await Afternoon.Settings(afternoon.Ana);
        Assert.DoesNotContain(afternoon.Ana.Modal.Fields, f => f.Contains("replaced", StringComparison.Ordinal));
        await afternoon.Ana.Modal.Submit();
        Assert.Equal("Rotation saved", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task Another_handle_is_typed_and_made()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await (await afternoon.Ana.Modal.ChoosePeople("Members", "ana").Press("More settings"))
            .Choose("User group", "@dbt-duty").Submit();
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@dbt-duty"].Members);
    }
}
