using System.Net;
using System.Net.Sockets;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Laws;

/// <summary>Slack is told within the time that it waits, however long it takes itself to answer the bot.</summary>
public sealed class AcknowledgedTests
{
    // Far above what Slack waits here, so that a busy machine decides nothing.
    static readonly TimeSpan Slow = TimeSpan.FromMinutes(2), Allowed = TimeSpan.FromSeconds(9);

    static Task<Afternoon> Begin() => Afternoon.Begin(settings: new() { ["Slack:AckDeadline"] = "00:00:01.500" });

    [Theory]
    [InlineData("ana")]
    [InlineData("gwen")]
    public async Task Whatever_has_a_route_is_acknowledged_while_every_call_hangs(string who)
    {
        // What is sent here holds little that is right; that it is told is what counts.
        await using var afternoon = await Begin();
        afternoon.Expect("");
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Declares("Orders are late");
        await afternoon.Ana.Modal.Close();
        var rotation = afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select id from rotations"));
        // Connections are taken and nothing is ever said.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(500);
        var envelopes = new Envelopes(afternoon, afternoon.Workspace.Conversations["inc-1-orders-are-late"].Id)
        {
            ResponseUrl = $"http://{silent.LocalEndpoint}/respond",
        };
        var person = afternoon.Workspace.Member(who);
        afternoon.Workspace.IdleChecks.Clear();
        afternoon.Workspace.Faults.On("*").Delay(Slow, times: int.MaxValue);
        var late = new List<string>();
        foreach (var some in Envelopes.Routes(afternoon).Where(r => r.Key != "rotation_delete").Chunk(40))
        {
            var sent = some.Select(async route => (route, Told: await envelopes.Send(envelopes.Of(
                route, person, route.Key.StartsWith("rotation", StringComparison.Ordinal) ? rotation : "1"))));
            late.AddRange((await Task.WhenAll(sent)).Where(s => s.Told.After > Allowed).Select(s => $"{s.route} {s.Told.After}"));
        }

        afternoon.Workspace.Faults.Clear();
        Assert.Equal([], late);
    }

    [Fact]
    public async Task A_form_that_Slack_is_too_slow_for_says_so_and_is_taken_when_it_is_sent_again()
    {
        await using var afternoon = await Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        var form = (await Afternoon.Settings(afternoon.Ana)).ChoosePeople("Owners", "ana", "finn");
        await form;
        afternoon.Workspace.Faults.On("users.info").Delay(TimeSpan.FromSeconds(4));
        await form.Submit();
        Assert.Contains(
            "Slack answers slowly at the moment, so nothing was saved.", afternoon.Ana.Modal.Errors.Values.First(),
            StringComparison.Ordinal);
        await afternoon.Ana.Modal.Submit();
        Assert.Equal("Rotation saved", afternoon.Ana.Modal.Title);
    }
}
