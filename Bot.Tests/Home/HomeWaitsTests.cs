using Bot.Tests.Alerts;
using Bot.Tests.Incidents.Private;
using Bot.Tests.PullRequests;
using Bot.Tests.Requests;
using Bot.Tests.Summaries;

namespace Bot.Tests.Home;

/// <summary>What waits for somebody stands on their Home, a line and a press each, until it is done. It is a Tuesday.</summary>
public sealed class HomeWaitsTests
{
    const string Critical = "Critical: wants somebody now";

    [Fact]
    public async Task A_card_that_nobody_accepted_waits_for_whoever_is_on_call_and_is_accepted_there()
    {
        await using var afternoon = await SetRoutes.With(SetRoutes.Asking);
        await afternoon.Alert(MadeRoutes.Job("nightly"));
        var (ana, ben) = (await afternoon.Home(afternoon.Ana), await afternoon.Home(afternoon.Ben));
        ana.Sees("not accepted yet");
        ben.Sees("Nothing waits for you.");
        await ana.Press("Accept");
        Assert.DoesNotContain("Accept", ana.Buttons);
        ana.Sees("My incidents (1)");
        ana.Sees("#inc-1-nightly-failed\nMinor · investigating, you lead");
        ben.Sees("Open now (1)");
    }

    [Fact]
    public async Task What_waits_for_its_lead_is_taken_from_Home()
    {
        await using var afternoon = await Led("ana", "Minor: can wait");
        var (ana, gwen) = (await afternoon.Home(afternoon.Ana), await afternoon.Home(afternoon.Gwen));
        ana.Sees("Waiting for you\n:large_yellow_circle: #inc-1-orders-are-late\nMinor · waits for you");
        gwen.Sees("My incidents (1)\n:large_yellow_circle: #inc-1-orders-are-late\nMinor · waits for ana");
        await ana.Press("I'm on it");
        ana.Sees("Nothing waits for you.");
        ana.Sees("My incidents (1)\n:large_yellow_circle: #inc-1-orders-are-late\nMinor · investigating, you lead");
        gwen.Sees("#inc-1-orders-are-late\nMinor · investigating, lead ana");
    }

    [Fact]
    public async Task What_somebody_declared_and_nobody_leads_waits_for_them()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Gwen.Slash("/incident Orders are late");
        await afternoon.Gwen.Modal.Submit();
        var (gwen, finn) = (await afternoon.Home(afternoon.Gwen), await afternoon.Home(afternoon.Finn));
        gwen.Sees("triage, no lead");
        finn.Sees("Nothing waits for you.");
        await gwen.Press("I'll lead");
        gwen.Sees("Nothing waits for you.");
        gwen.Sees("My incidents (1)");
        finn.Sees("lead gwen");
    }

    [Fact]
    public async Task An_update_waits_once_it_is_due_and_is_given_from_Home()
    {
        await using var afternoon = await Led("gwen", Critical);
        var gwen = await afternoon.Home(afternoon.Gwen);
        gwen.Sees("Nothing waits for you.");
        gwen.Sees("Critical · investigating, you lead · next update today at 2:30 AM");
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        gwen.Sees("Waiting for you");
        gwen.Sees("Critical · investigating, you lead · update due since today at 2:30 AM");
        await gwen.Press("Update");
        await afternoon.Gwen.Modal.Fill("What is new", "We look").Submit();
        gwen.Sees("Nothing waits for you.");
        gwen.Sees("next update today at 3:01 AM");
    }

    [Fact]
    public async Task Who_asks_for_access_waits_for_the_lead_alone()
    {
        await using var afternoon = await PrivateStory.Begin();
        var (chloe, finn) = (await afternoon.Home(afternoon.Chloe), await afternoon.Home(afternoon.Finn));
        finn.Sees("My incidents (1)\n:large_yellow_circle: :lock:");
        await afternoon.Ben.Slash("/incident 1", "#general");
        await afternoon.Ben.Sees("is private").Click("Ask for access");
        chloe.Sees(":lock: ben asks to see INC-1");
        finn.DoesNotSee("asks to see");
        var ben = await afternoon.Home(afternoon.Ben);
        ben.DoesNotSee("INC-1");
        ben.Sees("Nothing is open. Nothing waits for you.");
        await chloe.Press("Let them in");
        chloe.DoesNotSee("asks to see");
        ben.Sees("My incidents (1)\n:large_yellow_circle: :lock:");
        await afternoon.Ben.Leaves(PrivateStory.Channel);
        chloe.DoesNotSee("asks to see");
        ben.Sees("Nothing is open");
    }

    [Fact]
    public async Task A_request_waits_for_whoever_is_on_call_until_somebody_answers()
    {
        await using var afternoon = await Asking.Begin();
        var (ana, ben) = (await afternoon.Home(afternoon.Ana), await afternoon.Home(afternoon.Ben));
        var asked = await afternoon.Finn.Says("#general", "@data-responder is the orders dashboard late?");
        ana.Sees(":eyes: is the orders dashboard late? · finn asked today");
        ben.Sees("Nothing waits for you.");
        await afternoon.Ben.Says("#general", "It is there by ten", asked);
        ana.Sees("Nothing waits for you.");
        await afternoon.Finn.Says("#general", "Is it complete then?", asked);
        await ana.Press("Done");
        ana.Sees("Nothing waits for you.");
        Assert.Equal("closed", afternoon.StateOf(asked));
    }

    [Fact]
    public async Task What_was_asked_in_private_does_not_wait_for_an_owner_who_takes_no_turns()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.RotationOfIvy(null, "ben");
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();
        await (await afternoon.Ana.Says("#data-leads", "the budget table is wrong")).Menu("Make it a request");
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await (await afternoon.Ana.Says("#general", "the orders table is wrong")).Menu("Make it a request");
        var ivy = await afternoon.Home(afternoon.Ivy);
        ivy.Sees("the orders table is wrong");
        ivy.DoesNotSee("budget");
    }

    [Fact]
    public async Task Of_many_requests_the_oldest_three_are_shown()
    {
        await using var afternoon = await Asking.Begin();
        var ana = await afternoon.Home(afternoon.Ana);
        foreach (var who in (string[])["dev", "emi", "finn", "gwen", "ivy"])
            await afternoon.Workspace.Member(who).Says("#general", $"@data-responder what is wrong with the table of {who}?");
        ana.Sees("the table of finn?");
        ana.DoesNotSee("the table of gwen?");
        ana.Sees("… 2 more requests: /incident requests");
    }

    [Fact]
    public async Task A_pull_request_that_is_approved_waits_for_the_lead_of_its_incident()
    {
        await using var afternoon = await GitHubActs.Begin();
        await afternoon.Ana.Says(GitHubActs.Channel, $"I think it is {GitHubActs.Link}");
        await afternoon.Delivers("pull_request", GitHubActs.Pull());
        var (ana, ben) = (await afternoon.Home(afternoon.Ana), await afternoon.Home(afternoon.Ben));
        ana.Sees("Nothing waits for you.");
        await afternoon.Delivers("pull_request_review", GitHubActs.Reviewed("approved", "ben", 3));
        ana.Sees("acme/dbt#12 Fix the cast: approved · INC-1");
        ben.DoesNotSee("acme/dbt");
        await afternoon.Delivers("pull_request", GitHubActs.Pull(merge: GitHubActs.Merge, minute: 4));
        ana.Sees("Nothing waits for you.");
    }

    [Fact]
    public async Task The_draft_of_a_summary_waits_for_the_lead_until_it_is_accepted()
    {
        await using var afternoon = await SummaryActs.Begin();
        var (ana, ben) = (await afternoon.Home(afternoon.Ana), await afternoon.Home(afternoon.Ben));
        await afternoon.Ana.Resolves();
        ana.Sees("The summary of INC-1 is a draft");
        ben.DoesNotSee("is a draft");
        await ana.Press("Read it");
        Assert.Equal("Summary of INC-1", afternoon.Ana.Modal.Title);
        await afternoon.Ana.Modal.Press("Accept");
        await afternoon.Ana.Modal.Close();
        ana.DoesNotSee("is a draft");
        await afternoon.Ana.Sees("What was it?", SummaryActs.Channel).Click("Fixed");
        ana.Sees("Nothing is open. Nothing waits for you.");
    }

    [Fact]
    public async Task A_draft_waits_for_a_week()
    {
        await using var afternoon = await SummaryActs.Begin();
        await afternoon.Ana.Resolves();
        var ana = await afternoon.Home(afternoon.Ana);
        ana.Sees("is a draft");
        await afternoon.Pass(TimeSpan.FromDays(6));
        ana.Sees("is a draft");
        await afternoon.Pass(TimeSpan.FromHours(25));
        (await afternoon.Home(afternoon.Ana)).DoesNotSee("is a draft");
    }

    [Fact]
    public async Task Whoever_subscribed_has_it_among_their_own_until_they_hear_no_more()
    {
        await using var afternoon = await Led("ana", "Minor: can wait");
        var finn = await afternoon.Home(afternoon.Finn);
        finn.Sees("Open now (1)");
        await afternoon.Finn.Slash("/incident subscribe 1");
        finn.Sees("My incidents (1)");
        finn.DoesNotSee("Open now");
        await afternoon.Finn.Slash("/incident unsubscribe 1");
        finn.Sees("Open now (1)");
    }

    // Gwen declares it.
    static async Task<Afternoon> Led(string lead, string severity)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Gwen.Slash("/incident Orders are late");
        await afternoon.Gwen.Modal.Choose("Severity", severity).ChoosePeople("Lead", lead).Submit();
        await afternoon.Gwen.Modal.CloseAll();
        return afternoon;
    }
}
