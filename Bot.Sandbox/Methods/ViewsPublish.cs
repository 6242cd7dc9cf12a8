using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Shows an app's Home to a person.</summary>
static class ViewsPublish
{
    public static readonly Method Method = new("views.publish", Tier.Four, "user_id* view* hash interactivity_pointer", Run)
    {
        Errors = ["not_enabled", "hash_conflict", "duplicate_external_id", "view_too_large"],
    };

    static JsonObject Run(Call call)
    {
        if (!call.App.Manifest.HomeTab) throw new Refusal("not_enabled");
        var definition = ViewLaw.Checked(call.Arguments.Element("view"), Surface.Home);
        var person = call.Workspace.People.ById(call["user_id"]) ?? throw Refusal.InvalidArguments("invalid `user_id`");
        var home = call.Workspace.Views.Home(call.App, person);
        if (home is not null) ViewRules.NeedFreshHash(call, home);
        ViewRules.NeedFreeExternalId(call, definition, home);
        return ViewRules.Answer(call.Workspace.Views.Publish(call.App, person, definition));
    }
}
