using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

public sealed class ViewTests : WorkspaceTest
{
    async Task<string> Trigger()
    {
        await Workspace.Member("ana").Slash("/raw");
        return (await App.Next()).GetProperty("payload").GetProperty("trigger_id").GetString()!;
    }

    async Task<string> Open() =>
        (await App.Done("views.open", new
        {
            trigger_id = await Trigger(),
            view = Modals.Of("First", Modals.Actions(Modals.Button("More", "more")))
        })).GetProperty("view").GetProperty("id")
            .GetString()!;

    async Task<string> TriggerInside()
    {
        await Workspace.Member("ana").Modal.Press("More");
        return (await App.Next()).GetProperty("payload").GetProperty("trigger_id").GetString()!;
    }

    [Fact]
    public async Task A_trigger_opens_one_view_once()
    {
        await App.Serve();
        var trigger_id = await Trigger();
        await App.Done("views.open", new { trigger_id, view = Modals.Of("One", Modals.Section("hi")) });
        Assert.Equal("exchanged_trigger_id", await App.Refused("views.open",
            new { trigger_id, view = Modals.Of("Two", Modals.Section("hi")) }));
        Assert.Equal("invalid_trigger_id", await App.Refused("views.open",
            new { trigger_id = "1.2.abc", view = Modals.Of("Two", Modals.Section("hi")) }));
        var malformed = await App.Call("views.open",
            new { trigger_id = "nonsense", view = Modals.Of("Two", Modals.Section("hi")) });
        Assert.Equal("[ERROR] invalid `trigger_id`", malformed.GetProperty("response_metadata")
            .GetProperty("messages")[0].GetString());
    }

    [Fact]
    public async Task At_most_three_views_are_stacked_and_only_from_inside()
    {
        await App.Serve();
        await Open();
        Assert.Equal("not_found", await App.Refused("views.push",
            new { trigger_id = await Trigger(), view = Modals.Of("Out", Modals.Section("x")) }));
        for (var i = 2; i <= 3; i++)
            await App.Done("views.push", new
            {
                trigger_id = await TriggerInside(),
                view = Modals.Of($"Level {i}", Modals.Actions(Modals.Button("More", "more")))
            });
        Assert.Equal("push_limit_reached", await App.Refused("views.push",
            new { trigger_id = await TriggerInside(), view = Modals.Of("Four", Modals.Section("x")) }));
        await Workspace.Member("ana").Modal.Close();
        Assert.Equal("Level 2", Workspace.Member("ana").Modal.Title);
    }

    [Fact]
    public async Task An_old_hash_does_not_overwrite_a_newer_view()
    {
        await App.Serve();
        var view_id = await Open();
        var hash = Workspace.Views.Stack(Workspace.People["ana"])[0].Hash;
        await App.Done("views.update", new { view_id, hash, view = Modals.Of("Newer", Modals.Section("x")) });
        Assert.Equal("hash_conflict", await App.Refused("views.update",
            new { view_id, hash, view = Modals.Of("Older", Modals.Section("x")) }));
        Assert.Equal("not_found", await App.Refused("views.update",
            new { view_id = "V404", view = Modals.Of("None", Modals.Section("x")) }));
    }

    [Fact]
    public async Task What_was_typed_survives_an_update_where_block_and_action_stay()
    {
        await App.Serve();
        var opened = await App.Done("views.open",
            new
            {
                trigger_id = await Trigger(),
                view = Modals.Of("Form", Modals.Line("Name", "name"),
            Modals.Line("Old", "old"))
            });
        var ana = Workspace.Member("ana");
        await ana.Modal.Fill("Name", "kept").Fill("Old", "gone");
        await App.Done("views.update", new
        {
            view_id = opened.GetProperty("view").GetProperty("id").GetString(),
            view = Modals.Of("Form", Modals.Line("Name", "name"), Modals.Line("New", "new"))
        });
        Assert.Equal("kept", ana.Modal.Value("Name"));
        Assert.Equal("", ana.Modal.Value("New"));
    }

    [Fact]
    public async Task A_view_that_breaks_the_rules_is_refused_in_Slacks_words()
    {
        await App.Serve();
        var view = Modals.Of("A title of twenty-five ch", Modals.Line("Name", "name"));
        view.Remove("submit");
        var refused = await App.Call("views.open", new { trigger_id = await Trigger(), view });
        var messages = refused.GetProperty("response_metadata").GetProperty("messages").EnumerateArray()
            .Select(message => message.GetString()!).ToList();
        Assert.Equal("[ERROR] failed to match all allowed schemas [json-pointer:/view]", messages[0]);
        Assert.Contains("[ERROR] must be less than 25 characters [json-pointer:/view/title/text]", messages);
        Assert.Contains("[ERROR] must define `submit` to use an `input` block in modals [json-pointer:/view]", messages);
    }

    [Fact]
    public async Task The_x_closes_the_whole_stack_and_says_so_when_asked()
    {
        await App.Serve();
        var view = Modals.Of("Watched", Modals.Line("Name", "name"));
        view["notify_on_close"] = true;
        await App.Done("views.open", new { trigger_id = await Trigger(), view });
        await Workspace.Member("ana").Modal.CloseAll();
        var closed = (await App.Next()).GetProperty("payload");
        Assert.Equal("view_closed", closed.GetProperty("type").GetString());
        Assert.True(closed.GetProperty("is_cleared").GetBoolean());
        Assert.Null(Workspace.Member("ana").ModalOrNone);
    }

    [Fact]
    public async Task A_Home_is_published_and_its_buttons_reach_the_app()
    {
        await App.Serve();
        var ben = Workspace.Member("ben");
        Assert.Null(await ben.OpensHome(App.App));
        Assert.Equal("app_home_opened", (await App.Next()).GetProperty("payload").GetProperty("event").GetProperty("type")
            .GetString());
        var home = new { type = "home", blocks = new[] { Modals.Actions(Modals.Button("Refresh", "refresh")) } };
        await App.Done("views.publish", new { user_id = ben.Id, view = home });
        await (await ben.OpensHome(App.App))!.Press("Refresh");
        await App.Next();
        Assert.Equal("refresh", (await App.Next()).GetProperty("payload").GetProperty("actions")[0].GetProperty("action_id")
            .GetString());
    }
}

public sealed class ShortTriggerTests : WorkspaceTest
{
    internal override WorkspaceOptions Options =>
        new() { Clock = Clock, AckDeadline = TimeSpan.FromSeconds(30), TriggerLifetime = TimeSpan.Zero };

    [Fact]
    public async Task A_trigger_expires()
    {
        await App.Serve();
        await Workspace.Member("ana").Slash("/raw");
        var trigger_id = (await App.Next()).GetProperty("payload").GetProperty("trigger_id").GetString();
        Assert.Equal("expired_trigger_id", await App.Refused("views.open",
            new { trigger_id, view = Modals.Of("Late", Modals.Section("x")) }));
    }
}
