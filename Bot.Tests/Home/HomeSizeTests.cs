using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.Requests;
using Bot.Storage;
using Bot.Tests.Requests;
using Dapper;

namespace Bot.Tests.Home;

/// <summary>However much there is, a Home fits into what Slack takes and onto a phone.</summary>
public sealed class HomeSizeTests
{
    // Each letter is five once it is escaped.
    static readonly string Long = new('&', 140);

    [Fact]
    public async Task With_five_hundred_incidents_and_three_hundred_requests_the_rest_is_a_number()
    {
        await using var afternoon = await Asking.Begin();
        var ana = await afternoon.Home(afternoon.Ana);
        await Fill(afternoon, incidents: 500, requests: 300);
        // The emulator refuses what Slack does.
        ana.Sees("… 195 more incidents: /incident list");
        ana.Sees("… 97 more updates are due");
        ana.Sees("My incidents (100)");
        ana.Sees("Also open (100)");
        ana.Sees("… 95 more: /incident list");
        ana.Sees("… 297 more requests: /incident requests");
        Assert.InRange(ana.View.Definition.GetProperty("blocks").GetArrayLength(), 20, 60);
        (await afternoon.Home(afternoon.Finn)).Sees("Open now (500)");
    }

    [Fact]
    public async Task With_nothing_it_is_a_sentence()
    {
        await using var afternoon = await Asking.Begin();
        var home = await afternoon.Home(afternoon.Finn);
        home.Sees(":white_check_mark: Nothing is open. Nothing waits for you.\n");
        home.DoesNotSee("My incidents");
        home.DoesNotSee("Warnings debt");
        Assert.Equal(["Declare an incident"], home.Buttons);
    }

    // Nothing of it is brought to Slack: it is about Home alone.
    static async Task Fill(Afternoon afternoon, int incidents, int requests)
    {
        await afternoon.Get<Database>().Change(tx =>
        {
            for (var nth = 0; nth < incidents; nth++) Insert(tx, afternoon, nth);
            for (var nth = 0; nth < requests; nth++)
            {
                var ts = string.Create(CultureInfo.InvariantCulture, $"1772532000.{nth:000000}");
                var post = new HeardPost("C1", ts, afternoon.Finn.Id, Long) { Thread = ts };
                RequestStore.Ask(tx, Rotation(tx), post, afternoon.Finn.Id, new(IsPrivate: false, IsFollowed: false));
            }

            tx.Db.Execute("delete from wakes where subject <> 'homes'");
        });
        await afternoon.Settle();
    }

    // Of five, two wait for Ana, one has an update that is due, one is in work, and one is another's.
    static void Insert(Tx tx, Afternoon afternoon, int nth)
    {
        var kind = nth % 5;
        var lead = kind == 4 ? afternoon.Ben.Id : kind == 1 ? null : afternoon.Ana.Id;
        var number = IncidentStore.Insert(
            tx,
            new(Long, Severity.Critical, Affected.Customers, null, null, lead, "on call", "a test") { Rotation = Rotation(tx) },
            new()
            {
                Name = Long,
                Status = IncidentStatus.Investigating,
                Severity = Severity.Critical,
                Affected = Affected.Customers,
                Rotation = Rotation(tx),
                Lead = lead,
                Touched = kind != 0,
                WaitingSince = kind == 0 ? tx.Time : null,
            });
        if (kind == 2) tx.Db.Execute("update next_updates set due_at = @Now where incident = @number", new { tx.Now, number });
    }

    static string Rotation(Tx tx) => tx.Db.QuerySingle<string>("select id from rotations");
}
