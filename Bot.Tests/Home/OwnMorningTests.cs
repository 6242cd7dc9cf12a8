using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Home;

/// <summary>
/// Hours are 9 to 17 in London; Ben reads in New York, Dev in Kolkata. It is a Tuesday in winter: 9:00 in New York is 14:00 in
/// London, 9:00 in Kolkata is 03:30.
/// </summary>
public sealed class OwnMorningTests
{
    [Fact]
    public async Task A_lead_outside_the_rotations_hears_at_nine_where_they_live_each_working_day()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn");
        await afternoon.Ana.Declares("stock is wrong", lead: "ben");
        await Hears(afternoon, afternoon.Ben, "2026-03-04T14:00Z");
        afternoon.Ben.Brief().Says("#inc-1-stock-is-wrong · waits for you");
        await Hears(afternoon, afternoon.Ben, "2026-03-05T14:00Z");
        await afternoon.Until(At("2026-03-07T14:00Z"));
        Assert.Equal(2, afternoon.Ben.Briefs().Count);
    }

    [Fact]
    public async Task Members_of_a_rotation_in_another_zone_hear_at_nine_where_they_live()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "dev");
        await afternoon.Ana.Declares("stock is wrong", lead: "ben");
        await afternoon.Ana.Declares("orders are late", lead: "dev");
        await Hears(afternoon, afternoon.Dev, "2026-03-04T03:30Z");
        await Hears(afternoon, afternoon.Ben, "2026-03-04T14:00Z");
    }

    [Fact]
    public async Task Hours_that_begin_in_their_night_are_told_when_it_is_over()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Until(At("2026-03-06T14:00Z"));
        // In New York summer time began in between.
        await Hears(afternoon, afternoon.Ben, "2026-03-09T13:00Z");
        var brief = afternoon.Ben.Brief();
        brief.Says("You are on call until Mon 16 Mar, after @ana.");
        Assert.Equal(["I have it"], brief.Buttons);
    }

    [Fact]
    public async Task Hours_that_begin_later_in_their_day_are_told_as_they_open()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "dev");
        await afternoon.Until(At("2026-03-06T03:30Z"));
        await Hears(afternoon, afternoon.Dev, "2026-03-09T09:00Z");
        afternoon.Dev.Brief().Says("You are on call until Mon 16 Mar, after @ana.");
    }

    [Fact]
    public async Task A_brief_that_went_out_before_shows_the_hours_from_then_on()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "dev");
        await afternoon.Ana.Declares("orders are late", lead: "dev");
        await afternoon.Until(At("2026-03-08T12:00Z"));
        await Hears(afternoon, afternoon.Dev, "2026-03-09T03:30Z");
        var brief = afternoon.Dev.Brief();
        brief.Says("You are on call Mon 9 – Mon 16 Mar. Hours open today at 2:30 PM.");
        brief.Says("waits for you");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        brief.Says("You are on call until Mon 16 Mar, after @ana.\n1 open: ");
        Assert.Equal("I have it", brief.Buttons[0]);
        Assert.Equal(brief.Posted.Ts, afternoon.Dev.Brief().Posted.Ts);
    }

    [Fact]
    public async Task Who_is_on_call_all_round_is_not_woken_for_a_brief()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        var form = afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben");
        await form.Press("More settings");
        await form.PickTime("From", "00:00").PickTime("To", "00:00").Submit();
        await afternoon.Ana.Declares("stock is wrong", lead: "ben");
        await Hears(afternoon, afternoon.Ben, "2026-03-04T14:00Z");
    }

    [Fact]
    public async Task Who_moves_to_another_zone_reads_there_and_has_one_brief_a_day()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Declares("stock is wrong", lead: "ben");
        await Hears(afternoon, afternoon.Ben, "2026-03-04T14:00Z");
        afternoon.Workspace.People.Change("ben", ben => ben.Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"));
        await afternoon.Settle();
        await afternoon.Until(At("2026-03-04T20:00Z"));
        Assert.Single(afternoon.Ben.Briefs());
        await Hears(afternoon, afternoon.Ben, "2026-03-05T17:00Z");
    }

    /// <summary>The next brief of somebody comes then and not a minute earlier.</summary>
    static async Task Hears(Afternoon afternoon, Bot.Sandbox.Member who, string at)
    {
        var before = who.Briefs().Count;
        await afternoon.Until(At(at).AddMinutes(-1));
        Assert.Equal(before, who.Briefs().Count);
        await afternoon.Until(At(at));
        Assert.Equal(before + 1, who.Briefs().Count);
    }
}
