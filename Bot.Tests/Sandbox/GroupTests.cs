using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

public sealed class GroupTests : WorkspaceTest
{
    async Task<string> Create(string handle = "data-responder") =>
        (await App.Done("usergroups.create", new { name = handle, handle })).GetProperty("usergroup").GetProperty("id")
            .GetString()!;

    [Fact]
    public async Task A_group_can_never_be_emptied()
    {
        var usergroup = await Create();
        await App.Done("usergroups.users.update", new { usergroup, users = new[] { Id("ana"), Id("ben") } });
        Assert.Equal("no_users_provided", await App.Refused("usergroups.users.update",
            new { usergroup, users = Array.Empty<string>() }));
        Assert.Equal([Id("ana"), Id("ben")], Workspace.Groups["@data-responder"].Members);
    }

    [Theory]
    [InlineData("gus")]
    [InlineData("dora")]
    [InlineData("sam")]
    [InlineData("raw")]
    public async Task Guests_the_deactivated_strangers_and_bots_are_no_members(string who) =>
        Assert.Equal("invalid_users", await App.Refused("usergroups.users.update",
            new { usergroup = await Create(), users = Id(who) }));

    [Fact]
    public async Task Name_and_handle_are_taken_once()
    {
        await Create();
        Assert.Equal("name_already_exists", await App.Refused("usergroups.create",
            new { name = "data-responder", handle = "other" }));
        Assert.Equal("handle_already_exists", await App.Refused("usergroups.create",
            new { name = "Other", handle = "data-responder" }));
        Assert.Equal("handle_already_exists", await App.Refused("usergroups.create", new { name = "Other", handle = "general" }));
        Assert.Equal("bad_handle", await App.Refused("usergroups.create", new { name = "Other", handle = "On Call" }));
    }

    [Fact]
    public async Task A_disabled_group_is_listed_only_on_request()
    {
        var usergroup = await Create();
        await App.Done("usergroups.disable", new { usergroup });
        var live = await App.Form("usergroups.list");
        Assert.Single(live.GetProperty("usergroups").EnumerateArray());
        var all = await App.Form("usergroups.list", null, ("include_disabled", "true"), ("include_count", "true"));
        Assert.Equal("2", all.GetProperty("usergroups")[0].GetProperty("user_count").GetString());
        Assert.Equal(2, all.GetProperty("usergroups").GetArrayLength());
        await App.Done("usergroups.enable", new { usergroup });
        Assert.Equal(0, Workspace.Groups["data-responder"].Disabled);
    }

    [Fact]
    public async Task Where_only_admins_manage_groups_the_admins_token_may_and_the_bots_may_not()
    {
        Workspace.Policies.Groups = GroupPolicy.AdminsOnly;
        Assert.Equal("permission_denied", await App.Refused("usergroups.create", new { name = "x", handle = "x" }));
        await App.Done("usergroups.create", new { name = "x", handle = "x" }, App.App.GroupsToken);
        Assert.Equal("missing_scope", await App.Refused("conversations.create", new { name = "x" }, App.App.GroupsToken));
    }

    [Fact]
    public async Task A_free_workspace_has_no_groups()
    {
        Workspace.Policies.Groups = GroupPolicy.FreePlan;
        Assert.Equal("paid_teams_only", await App.Refused("usergroups.create", new { name = "x", handle = "x" }));
        Assert.Equal("plan_upgrade_required", (await App.Form("usergroups.list")).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_change_of_members_by_hand_is_told_to_the_app()
    {
        await App.Serve();
        await Workspace.Member("ivy").SetsGroup("@on-call-engineers", "gwen", "ana");
        var change = (await App.Next()).GetProperty("payload").GetProperty("event");
        Assert.Equal("subteam_members_changed", change.GetProperty("type").GetString());
        Assert.Equal(Id("ana"), change.GetProperty("added_users")[0].GetString());
        Assert.Equal(Id("finn"), change.GetProperty("removed_users")[0].GetString());
    }
}
