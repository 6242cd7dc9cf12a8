using Bot.Domain.FollowUps;
using static Bot.Tests.FollowUps.Kept;

namespace Bot.Tests.FollowUps;

/// <summary>The checklist in an incident's channel, and what messages of that channel become.</summary>
public sealed class ChecklistTests
{
    [Fact]
    public async Task One_message_has_a_box_for_each_and_is_edited()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test", Channel);
        var list = afternoon.Ana.Checklist();
        Assert.Equal(
            "⏩ Follow-ups: 0 of 1 done\n[ ] #1 fix the test (ana · due Tue 17 Mar)",
            list.Text.Replace(":fast_forward:", "⏩", StringComparison.Ordinal));
        await afternoon.Ana.Slash("/followup tell finance @ben", Channel);
        Assert.Contains("[ ] #2 tell finance (ben · due Tue 17 Mar)", list.Text, StringComparison.Ordinal);
        await afternoon.Ben.Joins(Channel);
        await afternoon.Ben.Checklist().Tick("#1 fix the test");
        Assert.Equal((FollowUpState.Done, afternoon.Ben.Id), (afternoon.Row().State, afternoon.Row().EndedBy));
        Assert.Contains("Follow-ups: 1 of 2 done", list.Text, StringComparison.Ordinal);
        Assert.Contains("[x] #1 fix the test (ana · done)", list.Text, StringComparison.Ordinal);
        await afternoon.Ben.Checklist().Tick("#1 fix the test", on: false);
        Assert.Equal(FollowUpState.Outstanding, afternoon.Row().State);
        await afternoon.Ana.Slash("/followup notdoing 2 finance knows");
        Assert.Contains("Not doing #2 tell finance: finance knows", list.Text, StringComparison.Ordinal);
        Assert.Equal(list.Posted, afternoon.Ana.Checklist().Posted);
    }

    [Fact]
    public async Task Who_ticks_at_the_same_time_takes_nothing_back_of_what_the_other_ticked()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Joins(Channel);
        await afternoon.Ana.Slash("/followup first", Channel);
        await afternoon.Ana.Slash("/followup second", Channel);
        // What Ben has before his eyes is from before Ana's tick.
        var press = afternoon.Ben.Checklist().AimAt("#2 second");
        await afternoon.Ana.Checklist().Tick("#1 first");
        await press();
        Assert.All(afternoon.Rows(), row => Assert.Equal(FollowUpState.Done, row.State));
        Assert.Equal([afternoon.Ana.Id, afternoon.Ben.Id], afternoon.Rows().Select(row => row.EndedBy));
    }

    [Fact]
    public async Task Many_stand_in_several_groups_of_boxes_and_the_rest_is_counted()
    {
        await using var afternoon = await Begin();
        for (var n = 1; n <= 42; n++) await afternoon.Ana.Slash($"/followup thing number {n} {new string('x', 120)}", Channel);
        var list = afternoon.Ana.Checklist();
        Assert.Contains("… 2 more", list.Text, StringComparison.Ordinal);
        await list.Tick("#35 thing number 35");
        Assert.Equal(FollowUpState.Done, afternoon.Row(35).State);
        Assert.Contains("Follow-ups: 1 of 42 done", afternoon.Ana.Checklist().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_emoji_under_a_message_makes_one_of_it_once_whoever_asks()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Joins(Channel);
        var said = await afternoon.Ana.Says(Channel, "@ben the loader\nwants a retry <!here>");
        await afternoon.Ben.Sees("wants a retry", Channel).React("fast_forward");
        await said.React("fast_forward");
        var row = Assert.Single(afternoon.Rows());
        Assert.Equal(("@ben the loader wants a retry <!here>", afternoon.Ben.Id, (long?)1), (row.Title, row.Owner, row.Incident));
        Assert.NotNull(row.Link);
        Assert.Contains("#1 @ben the loader", afternoon.Ana.Checklist().Text, StringComparison.Ordinal);
        await afternoon.Ana.Checklist().React("fast_forward");
        Assert.Single(afternoon.Rows());
    }

    [Fact]
    public async Task Elsewhere_the_emoji_says_nothing_and_a_reply_in_a_thread_counts_as_well()
    {
        await using var afternoon = await Begin();
        var elsewhere = await afternoon.Ana.Says("#general", "lunch?");
        await elsewhere.React("fast_forward");
        Assert.Empty(afternoon.Rows());
        var begun = await afternoon.Ana.Says(Channel, "what now?");
        var reply = await begun.Reply("add a retry");
        await reply.React("fast_forward");
        Assert.Equal("add a retry", Assert.Single(afternoon.Rows()).Title);
    }

    [Theory]
    [InlineData("#general", null)]
    [InlineData(Channel, 1L)]
    public async Task The_menu_of_any_message_opens_the_form_with_its_words(string channel, long? incident)
    {
        await using var afternoon = await Begin();
        var said = await afternoon.Ana.Says(channel, "We should *alert*\non this");
        await said.Menu("Create follow-up");
        Assert.Equal("We should *alert* on this", afternoon.Ana.Modal.Value("What is to be done"));
        await afternoon.Ana.Modal.Submit();
        var row = afternoon.Row();
        Assert.Equal((incident, said.Posted.Ts), (row.Incident, row.Ts));
        await said.Menu("Create follow-up");
        await afternoon.Ana.Modal.Submit();
        Assert.Equal(2, afternoon.Rows().Count);
    }

    [Fact]
    public async Task After_a_restart_the_list_is_still_one_message_and_follows()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup first", Channel);
        await afternoon.Restart();
        await afternoon.Ana.Slash("/followup done 1");
        Assert.Contains("[x] #1 first", afternoon.Ana.Checklist().Text, StringComparison.Ordinal);
    }
}
