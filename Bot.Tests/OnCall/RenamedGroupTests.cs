namespace Bot.Tests.OnCall;

/// <summary>A group that is called otherwise in Slack is called so by the bot: its old handle may be that of others.</summary>
public sealed class RenamedGroupTests
{
    static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_renamed_group_is_kept_and_named_by_its_new_handle()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        var (groups, ivy) = (afternoon.Workspace.Groups, afternoon.Ivy.Person);
        var group = groups["@data-responder"];
        afternoon.Workspace.Do(() =>
        {
            groups.Change(group, ivy, g => g.Handle = "oncall-data");
            var other = groups.Create(ivy, "Others", "data-responder");
            groups.SetMembers(other, ivy, [afternoon.Finn.Id]);
        });
        await afternoon.Pass(Look);
        await afternoon.Ana.Slash("/cover rota");
        Assert.Contains("@oncall-data", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@data-responder", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.CloseAll();

        await afternoon.Ivy.SetsGroup("@oncall-data", "ivy");
        Assert.Equal([afternoon.Ana.Id], group.Members);
        Assert.Equal([afternoon.Finn.Id], groups["@data-responder"].Members);
    }

    [Fact]
    public async Task Two_groups_that_exchange_their_handles_stay_with_their_rotations()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await Another(afternoon, "Stock", "stock", "gwen", "finn");
        var groups = afternoon.Workspace.Groups;
        var (data, stock) = (groups["@data-responder"], groups["@stock"]);
        afternoon.Workspace.Do(() =>
        {
            groups.Change(data, afternoon.Ivy.Person, g => g.Handle = "x");
            groups.Change(stock, afternoon.Ivy.Person, g => g.Handle = "data-responder");
            groups.Change(data, afternoon.Ivy.Person, g => g.Handle = "stock");
        });
        await afternoon.Pass(Look);
        await afternoon.Ivy.SetsGroup("@stock", "ivy");
        await afternoon.Ivy.SetsGroup("@data-responder", "ivy");
        Assert.Equal([afternoon.Ana.Id], data.Members);
        Assert.Equal([afternoon.Gwen.Id], stock.Members);
    }

    [Fact]
    public async Task Handles_that_moved_on_in_a_row_towards_one_that_is_awaited_break_nothing()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await Another(afternoon, "Stock", "stock", "gwen", "finn");
        var groups = afternoon.Workspace.Groups;
        var (data, stock) = (groups["@data-responder"], groups["@stock"]);
        afternoon.Workspace.Faults.On("usergroups.create").Refuse("permission_denied", 1);
        await Another(afternoon, "Sales", "sales", "chloe", "finn");
        afternoon.Workspace.Do(() =>
        {
            groups.Change(stock, afternoon.Ivy.Person, g => g.Handle = "sales");
            groups.Change(data, afternoon.Ivy.Person, g => g.Handle = "stock");
        });
        await afternoon.Pass(Look);
        afternoon.Workspace.Do(() =>
        {
            groups.Change(data, afternoon.Ivy.Person, g => g.Handle = "data-responder");
            groups.Change(stock, afternoon.Ivy.Person, g => g.Handle = "stock");
        });
        await afternoon.Pass(Look);
        await afternoon.Ivy.SetsGroup("@stock", "ivy");
        await afternoon.Ivy.SetsGroup("@data-responder", "ivy");
        Assert.Equal([afternoon.Ana.Id], data.Members);
        Assert.Equal([afternoon.Gwen.Id], stock.Members);
    }

    static async Task Another(Afternoon afternoon, string name, string group, params string[] members)
    {
        await afternoon.Ivy.Slash("/cover rota new");
        var form = await afternoon.Ivy.Modal.Fill("Name", name).ChoosePeople("Members", members).Press("More settings");
        await form.Choose("User group", group).Submit();
        await afternoon.Ivy.Modal.CloseAll();
    }
}
