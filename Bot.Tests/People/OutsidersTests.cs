using Bot.Hosting;
using Bot.People;
using Bot.Sandbox;
using Bot.Slack;
using Bot.Storage;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Person = Bot.People.Person;

namespace Bot.Tests.People;

/// <summary>Whoever may press nothing is not on call and leads nothing that waits, whatever Slack calls it.</summary>
public sealed class OutsidersTests
{
    const string Channel = "#inc-1-orders-are-late";

    public static TheoryData<string> Ways => ["deactivated", "guest", "elsewhere"];

    static void Leaves(Afternoon afternoon, string who, string way) => afternoon.Workspace.People.Change(who, person =>
    {
        person.Deleted = way == "deactivated";
        person.IsGuest = way == "guest";
        person.Organisation = way == "elsewhere" ? ["T0HEAD", "T0BRANCH"] : null;
    });

    static async Task<Afternoon> Begin(params string[] members)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation(members);
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    static async Task Critical(Member by)
    {
        await by.Slash("/incident Orders are late");
        await by.Modal.Choose("Severity", "Critical: wants somebody now").Submit();
    }

    [Fact]
    public async Task The_query_and_the_code_say_the_same_of_everybody()
    {
        await using var afternoon = await Afternoon.Begin();
        var (database, ours) = (afternoon.Get<Database>(), afternoon.Workspace.TeamId);
        var people =
            from deleted in (bool[])[false, true]
            from guest in (bool[])[false, true]
            from bot in (bool[])[false, true]
            from team in (string?[])[null, ours, "T0HEAD", $"T0HEAD {ours}", $"{ours} T0HEAD", $"T0HEAD {ours}X T0END"]
            select new Person
            {
                Id = $"U{deleted}{guest}{bot}{team?.Replace(' ', '-')}",
                Name = "somebody",
                Zone = "",
                Deleted = deleted,
                Guest = guest,
                Bot = bot,
                Team = team,
            };
        await database.Change(tx => people.ToList().ForEach(person => person.Save(tx)));
        database.Read(db =>
        {
            var outside = Outsiders.All(db);
            foreach (var person in people)
                Assert.Equal((person.Id, person.In(ours) != Standing.Member), (person.Id, outside.Contains(person.Id)));
            Assert.Equal(4, people.Count(p => !outside.Contains(p.Id)));
            return 0;
        });
    }

    [Fact]
    public async Task Who_is_of_our_workspace_among_others_of_the_organisation_is_a_member()
    {
        await using var afternoon = await Begin("ana", "ben");
        afternoon.Workspace.People.Change("ana", ana => ana.Organisation = ["T0HEAD", afternoon.Workspace.TeamId]);
        await afternoon.Settle();
        await Critical(afternoon.Chloe);
        await afternoon.Ana.Sees("I'm on it", Channel).Click("I'm on it");
        afternoon.Ana.Sees("ana is on it", Channel);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Who_may_press_nothing_any_more_is_not_on_call_and_leads_nothing_that_waits(string way)
    {
        await using var afternoon = await Begin("ben", "chloe", "ana");
        await Critical(afternoon.Finn);
        afternoon.Ana.Sees("Waits for ben", Channel);
        Leaves(afternoon, "ben", way);
        await afternoon.Settle();
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees("Data responder: @chloe is on call until");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        afternoon.Ana.Sees("Waits for chloe", Channel);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Owners_hear_what_somebody_leads_who_may_press_nothing_any_more_and_give_it_to_another(string way)
    {
        await using var afternoon = await Begin("ben", "chloe", "ana");
        await Critical(afternoon.Finn);
        await afternoon.Ben.Sees("I'm on it", Channel).Click("I'm on it");
        Leaves(afternoon, "ben", way);
        await afternoon.Settle();
        var happened = way switch
        {
            "deactivated" => "ben's account was deactivated.",
            "guest" => "ben is a guest now and cannot be on call.",
            _ => "ben is not in this workspace any more.",
        };
        var told = afternoon.Ana.Sees(happened);
        Assert.Contains("They lead one open incident:", told.Text, StringComparison.Ordinal);
        await told.Click("Reassign");
        await afternoon.Ana.Modal.ChoosePeople("New lead", "chloe").Submit();
        await afternoon.Settle();
        Assert.Contains("They lead nothing that is open.", told.Text, StringComparison.Ordinal);
        Leaves(afternoon, "ben", way == "guest" ? "deactivated" : "guest");
        await afternoon.Settle();
        Assert.DoesNotContain("is a member of this workspace again", told.Text, StringComparison.Ordinal);
        Leaves(afternoon, "ben", "not at all");
        await afternoon.Settle();
        Assert.Contains("ben is a member of this workspace again.", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_owners_read_of_a_leaver_follows_what_is_done_about_it_elsewhere()
    {
        await using var afternoon = await Begin("ben", "chloe", "ana");
        await Critical(afternoon.Finn);
        Leaves(afternoon, "ben", "deactivated");
        await afternoon.Settle();
        var told = afternoon.Ana.Sees("ben's account was deactivated.");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        afternoon.Ana.Sees("Waits for chloe", Channel);
        Assert.Contains("They lead nothing that is open.", told.Text, StringComparison.Ordinal);
        Assert.Empty(told.Buttons);
    }

    [Fact]
    public async Task Whoever_covers_for_a_guest_does_not_read_that_they_have_left()
    {
        await using var afternoon = await Begin("ben", "chloe");
        Leaves(afternoon, "ben", "guest");
        await afternoon.Settle();
        var told = afternoon.Chloe.Sees("You are on call as Data responder");
        Assert.Contains("ben is a guest now and cannot be on call, and you are the next", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_last_member_leaves_everybody_reads_that_nobody_is_on_call_and_an_admin_who_never_wrote_is_called()
    {
        await using var afternoon = await Begin("ana", "ben", "dev");
        foreach (var member in (string[])["ana", "ben", "dev"])
        {
            Leaves(afternoon, member, "deactivated");
            await afternoon.Settle();
        }

        await Critical(afternoon.Emi);
        await afternoon.Emi.Slash("/cover who");
        afternoon.Emi.Sees("Data responder: nobody is on call, because none of its members can be on call any more.");
        Assert.Contains("nobody is on call, because none of", (await afternoon.Emi.OpensHome(afternoon.App))!.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            afternoon.Emi.Messages("#data-incidents"), m => m.Text.Contains("@dev is on call", StringComparison.Ordinal));
        Assert.DoesNotContain(afternoon.Emi.Messages("#data-incidents"), m => m.Buttons.Contains("I take it"));
        var told = afternoon.Ivy.Sees("Data responder has nobody on call.");
        Assert.Contains("Choose members", told.Buttons);
        Assert.Contains(
            afternoon.Ivy.Messages(Channel), m => m.Notified.Contains("ivy"));
        await told.Click("Choose members");
        await afternoon.Ivy.Modal.ChoosePeople("Members", "chloe").Submit();
        await afternoon.Ivy.Slash("/cover who");
        afternoon.Ivy.Sees("Data responder: @chloe is on call until");
    }

    [Fact]
    public async Task At_start_everybody_is_looked_at_however_lately_they_were_seen()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.People.Change("finn", finn => finn.IsGuest = true);
        await afternoon.Finn.Slash("/cover who");
        Assert.True(IsOutside());
        await afternoon.Stop();
        afternoon.Workspace.People.Change("finn", finn => finn.IsGuest = false);
        afternoon.Clock.Advance(TimeSpan.FromHours(1));
        await afternoon.Start();
        Assert.False(IsOutside());

        bool IsOutside() => afternoon.Get<Database>().Read(db => Outsiders.Has(db, afternoon.Finn.Id));
    }

    [Fact]
    public async Task Members_of_an_adopted_database_come_in_at_once()
    {
        await using var afternoon = await Begin("ana", "ben");
        var stop = TestContext.Current.CancellationToken;
        await afternoon.Get<Database>().Change(tx =>
        {
            Installation.Team.Set(tx, "T0OLD", "test");
            tx.Db.Execute("update people set team = 'T0OLD'");
        });
        await new Introduce(
            afternoon.Get<SlackApi>(), afternoon.Get<Database>(), new Adoption(true), NullLogger<Introduce>.Instance).Once(stop);
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        afternoon.Ana.Sees("Lead: ana", Channel);
    }

    [Fact]
    public async Task Where_nobody_decides_who_may_come_in_nobody_may()
    {
        await using var afternoon = await Begin("ana", "ben");
        afternoon.Get<SlackRouter>().Refusal = null;
        await afternoon.Ana.Slash("/incident list");
        afternoon.Ana.Sees("is not ready yet");
    }

    [Fact]
    public async Task Who_may_not_change_a_rotation_is_told_of_nobody_who_could_not_either()
    {
        await using var afternoon = await Begin("ana", "ben");
        Leaves(afternoon, "ana", "guest");
        await afternoon.Settle();
        await afternoon.Ben.Slash("/cover rota");
        Assert.Contains("Admins (@ivy) change it.", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }
}
