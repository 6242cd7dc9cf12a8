using Bot.Slack;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Laws;

/// <summary>Whoever may not use the bot is refused at each of its doors, whatever they send.</summary>
public sealed class LetInTests
{
    [Theory]
    [InlineData("gus", "Guests cannot")]
    [InlineData("sam", "People from other workspaces cannot")]
    [InlineData("dora", "Your account is deactivated")]
    public async Task Who_is_not_of_the_workspace_opens_no_form_and_changes_no_row_by_any_route(string who, string refusal)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Declares("Orders are late");
        await afternoon.Ana.Modal.Close();
        var person = afternoon.Workspace.Member(who);
        var envelopes = new Envelopes(afternoon, afternoon.Workspace.Conversations["inc-1-orders-are-late"].Id);
        var rotation = afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select id from rotations"));
        // What is due by the clock is done before.
        await afternoon.Pass(TimeSpan.Zero);
        var (before, calls) = (Dump(afternoon), afternoon.Workspace.Log.Entries.Count);
        var routes = Envelopes.Routes(afternoon).ToList();
        Assert.True(routes.Count > 120, "Too few routes to be all.");
        foreach (var route in routes)
        {
            var told = await envelopes.Send(envelopes.Of(
                route, person, route.Key.StartsWith("rotation", StringComparison.Ordinal) ? rotation : "1"));
            var said = told.Payload?.ToJsonString() ?? "";
            if (route.Kind == RouteKind.ViewSubmission) Assert.Contains(refusal, said, StringComparison.Ordinal);
            else if (said.Length > 0 && route.Kind == RouteKind.Command) Assert.Contains(refusal, said, StringComparison.Ordinal);
            else if (route.Kind == RouteKind.Options) Assert.Equal("""{"options":[]}""", said);
        }

        await afternoon.Settle();
        // The triggers are none that the workspace gave.
        afternoon.Workspace.ProblemLog.Clear();
        Assert.Equal(before, Dump(afternoon));
        // What they are shown is a sentence; what a form has is not there.
        var made = afternoon.Workspace.Log.Entries.Skip(calls).Where(e => e.Name is not "users.info").ToList();
        Assert.All(made, call => Assert.True(call.Name is "views.open" or "views.push", call.Name));
        Assert.All(made, call => Assert.DoesNotContain("callback_id\":\"", call.Sent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("01920000-0000-7000-8000-000000000000")]
    [InlineData("999999:U0NOBODY")]
    public async Task Ids_that_are_made_up_change_nothing(string id)
    {
        await using var afternoon = await Afternoon.Begin();
        // What cannot be read is answered with a reference.
        afternoon.Expect("");
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Declares("Orders are late");
        await afternoon.Ana.Modal.Close();
        var envelopes = new Envelopes(afternoon, afternoon.Workspace.Conversations["general"].Id);
        await afternoon.Pass(TimeSpan.Zero);
        var wrong = new List<string>();
        foreach (var route in Envelopes.Routes(afternoon).Where(r => r.Kind is RouteKind.Action or RouteKind.ViewSubmission))
        {
            var before = Dump(afternoon, AlsoLeft);
            await envelopes.Send(envelopes.Of(route, afternoon.Ivy, id));
            await afternoon.Settle();
            if (Dump(afternoon, AlsoLeft) is var after && after != before && !NeedNoId.Contains(route.Key))
                wrong.Add($"{route.Key}:\n{string.Join('\n', after.Split('\n').Except(before.Split('\n')))}");
        }

        afternoon.Workspace.ProblemLog.Clear();
        Law.Holds(wrong);
    }

    // That something was pressed is kept, so that a repeat changes nothing; and what the bot has shown to whom.
    static readonly string[] AlsoLeft = ["answers", "wakes"];

    /// <summary>They are about whoever presses, or about what is filled in, and hold no id.</summary>
    static readonly string[] NeedNoId = ["setup_invite_rotation", "routes_preset_form"];

    /// <summary>All that is kept, but for whom the bot has met, and for the marks that each change leaves.</summary>
    static string Dump(Afternoon afternoon, params string[] but) => afternoon.Get<Database>().Read(db => string.Join('\n',
        TestStore.Tables(db).Where(table => table is not ("people" or "changes") && !but.Contains(table))
            .Select(table => $"{table}: " + string.Join(';', db.Query($"select * from {table}").Select(
                row => string.Join(',', (IDictionary<string, object>)row))))));
}
