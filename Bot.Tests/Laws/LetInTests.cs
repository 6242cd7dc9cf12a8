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

    /// <summary>All that is kept, but for whom the bot has met, and for the marks that each change leaves.</summary>
    static string Dump(Afternoon afternoon) => afternoon.Get<Database>().Read(db => string.Join('\n',
        TestStore.Tables(db).Where(table => table is not ("people" or "changes"))
            .Select(table => $"{table}: " + string.Join(';', db.Query($"select * from {table}").Select(
                row => string.Join(',', (IDictionary<string, object>)row))))));
}
