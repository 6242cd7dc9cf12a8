using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Tests.Sandbox;

/// <summary>views.publish and app_home_opened as Slack does them.</summary>
public sealed class HomeTests : WorkspaceTest
{
    static JsonObject Home(string text, string? externalId = null)
    {
        var home = new JsonObject { ["type"] = "home", ["blocks"] = new JsonArray(Modals.Section(text)) };
        if (externalId is not null) home["external_id"] = externalId;
        return home;
    }

    async Task<JsonElement> Event() => (await App.Next()).GetProperty("payload").GetProperty("event");

    [Fact]
    public async Task Where_the_tab_is_off_nothing_can_be_published()
    {
        await using var bare = new RawApp(
            Workspace, RawApp.Manifest.Replace("home_tab_enabled: true", "home_tab_enabled: false"));
        Assert.Equal("not_enabled", await bare.Refused("views.publish", new { user_id = Id("ana"), view = Home("hi") }));
    }

    [Fact]
    public async Task Only_the_newest_hash_publishes_over_what_is_there()
    {
        var first = await App.Done("views.publish", new { user_id = Id("ana"), view = Home("one") });
        var hash = first.GetProperty("view").GetProperty("hash").GetString();
        var second = await App.Done("views.publish", new { user_id = Id("ana"), hash, view = Home("two") });
        Assert.Equal(
            first.GetProperty("view").GetProperty("id").GetString(), second.GetProperty("view").GetProperty("id").GetString());
        Assert.Equal("hash_conflict", await App.Refused("views.publish", new { user_id = Id("ana"), hash, view = Home("late") }));
        await App.Done("views.publish", new { user_id = Id("ana"), view = Home("without a hash") });
        Assert.Contains("without a hash", (await Workspace.Member("ana").OpensHome(App.App))!.Text);
    }

    [Fact]
    public async Task An_external_id_is_one_views_alone()
    {
        await App.Done("views.publish", new { user_id = Id("ana"), view = Home("hers", "home-1") });
        await App.Done("views.publish", new { user_id = Id("ana"), view = Home("hers again", "home-1") });
        Assert.Equal(
            "duplicate_external_id",
            await App.Refused("views.publish", new { user_id = Id("ben"), view = Home("his", "home-1") }));
        var updated = await App.Done("views.update", new { external_id = "home-1", view = Home("by its name") });
        Assert.Equal("home", updated.GetProperty("view").GetProperty("type").GetString());
    }

    [Fact]
    public async Task What_breaks_the_rules_of_a_Home_is_refused()
    {
        var modal = Modals.Of("A modal", Modals.Section("x"));
        Assert.Equal("invalid_arguments", await App.Refused("views.publish", new { user_id = Id("ana"), view = modal }));
        Assert.Equal("invalid_arguments", await App.Refused("views.publish", new { user_id = "U404", view = Home("x") }));
        var tooMany = Home("x");
        tooMany["blocks"] = new JsonArray([.. Enumerable.Range(0, 101).Select(_ => new JsonObject { ["type"] = "divider" })]);
        Assert.Equal("invalid_arguments", await App.Refused("views.publish", new { user_id = Id("ana"), view = tooMany }));
    }

    [Fact]
    public async Task Each_visit_is_told_and_carries_the_view_once_there_is_one()
    {
        await App.Serve();
        await Workspace.Member("ana").OpensHome(App.App);
        var first = await Event();
        Assert.Equal("app_home_opened", first.GetProperty("type").GetString());
        Assert.Equal("home", first.GetProperty("tab").GetString());
        Assert.StartsWith("D", first.GetProperty("channel").GetString());
        Assert.False(first.TryGetProperty("view", out _));
        await App.Done("views.publish", new { user_id = Id("ana"), view = Home("now") });
        await Workspace.Member("ana").OpensHome(App.App);
        Assert.Equal("home", (await Event()).GetProperty("view").GetProperty("type").GetString());
    }
}
