using Bot.People;
using Bot.Storage;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

/// <summary>Slack does not find somebody whom it knew: an outage as likely as a leaver.</summary>
public sealed class NotFoundTests
{
    [Fact]
    public async Task One_answer_that_somebody_is_not_found_takes_nobody_off()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await Miss(afternoon, "user_not_found");
        await Miss(afternoon, "user_not_visible");
        await Agree(afternoon, afternoon.Ana, null);
        // Found meanwhile, so that what is missed later is a first time again.
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await Miss(afternoon, "user_not_found");
        await Agree(afternoon, afternoon.Ana, null);
    }

    [Fact]
    public async Task Who_is_not_found_twice_is_taken_off_and_has_the_hours_back_once_seen_again()
    {
        await using var afternoon = await Begin("2026-03-03T15:00Z", "ana", "ben", "chloe");
        await Miss(afternoon, "user_not_found");
        await afternoon.Pass(TimeSpan.FromMinutes(3));
        await Miss(afternoon, "user_not_found");
        await Agree(afternoon, afternoon.Ben, afternoon.Ana);
        afternoon.Ivy.Sees("account was deactivated");
        await afternoon.Pass(TimeSpan.FromMinutes(6));
        await Agree(afternoon, afternoon.Ana, null);
        Assert.Contains(
            "Slack knows @ana again: you are not on call as Data responder any more, @ana is.",
            afternoon.Ben.Sees("Slack knows").Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(6));
        Assert.Single(afternoon.Ivy.Messages(), m => m.Text.Contains("has their hours and turns back", StringComparison.Ordinal));
        await afternoon.Until(At("2026-03-09T10:00Z"));
        await Agree(afternoon, afternoon.Ben, null);
    }

    [Fact]
    public async Task Who_is_back_while_on_leave_leaves_the_hours_where_they_fell()
    {
        await using var afternoon = await Begin("2026-03-03T15:00Z", "ana", "ben", "chloe");
        await afternoon.Ana.Slash("/cover leave");
        await afternoon.Ana.Modal.PickDate("First day", "2026-03-03").PickDate("Last day", "2026-03-10").Submit();
        await afternoon.Pass(TimeSpan.FromHours(1));
        await Agree(afternoon, afternoon.Ben, afternoon.Ana);
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = true);
        await afternoon.Settle();
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = false);
        await afternoon.Settle();
        await Agree(afternoon, afternoon.Ben, afternoon.Ana);
    }

    [Fact]
    public async Task Whoever_is_deactivated_by_mistake_and_brought_back_has_the_hours_back_and_the_owner_hears_it_in_hours()
    {
        await using var afternoon = await Begin("2026-03-03T15:00Z", "ana", "ben", "chloe");
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();
        afternoon.Ana.Sees("account was deactivated");
        await afternoon.Until(At("2026-03-03T23:00Z"));
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = false);
        await afternoon.Settle();
        afternoon.Ana.DoesNotSee("has their hours and turns back");
        await afternoon.Until(At("2026-03-04T09:01Z"));
        afternoon.Ana.Sees("ben is a member of this workspace again and has their hours and turns back");
        await afternoon.Until(At("2026-03-09T10:00Z"));
        await Agree(afternoon, afternoon.Ben, null);
    }

    static async Task Miss(Afternoon afternoon, string word)
    {
        afternoon.Workspace.Faults.On("users.info").Refuse(word, 1);
        await afternoon.Get<Database>().Change(tx => tx.Wake(Profiles.SubjectOf(afternoon.Ana.Id)));
        await afternoon.Settle();
    }
}
