using Bot.FollowUps;
using Bot.Incidents;
using Bot.People;
using Bot.Postmortems;
using Bot.Storage;
using Bot.Tests.Incidents.Notices;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Whoever sees to what a leaver led gets nothing of a private incident.</summary>
public sealed class PrivateHandoverTests
{
    [Fact]
    public async Task What_a_leaver_led_is_told_and_given_to_others_without_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Slash("/incident declare stock is wrong", "#general");
        await afternoon.Ben.Modal.ChoosePeople("Lead", "chloe").Submit();
        await afternoon.Chloe.Slash("/incident acknowledge 2", "#general");
        afternoon.Workspace.People.Change("chloe", chloe => chloe.Deleted = true);
        await afternoon.Settle();
        var told = afternoon.Ivy.Sees("account was deactivated");
        Assert.Contains("#inc-2-stock-is-wrong", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("inc-1-", told.Text, StringComparison.Ordinal);
        await told.Click("Reassign");
        Assert.DoesNotContain("ayroll", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("INC-1", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ivy.Modal.ChoosePeople("New lead", "ben").Submit();
        var leads = afternoon.Get<Database>().Read(db => IncidentStore.Open(db, Viewer.Bot))
            .ToDictionary(i => i.Number, i => i.Lead);
        Assert.Equal(afternoon.Ben.Id, leads[2]);
        Assert.NotEqual(afternoon.Ben.Id, leads[1]);
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task What_a_leaver_had_to_do_of_it_is_told_and_given_to_nobody_outside()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Slash("/incident severity major", Channel);
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Chloe.Slash("/followup rotate the payroll keys", Channel);
        await afternoon.Chloe.Slash("/followup tell finance", "#general");
        await afternoon.Chloe.Resolves();
        Assert.Equal(afternoon.Chloe.Id, afternoon.Get<Database>().Read(db => PostmortemStore.Find(db, Viewer.Bot, 1))!.Owner);
        afternoon.Workspace.People.Change("chloe", chloe => chloe.Deleted = true);
        await afternoon.Settle();
        var told = afternoon.Ivy.Sees("account was deactivated");
        Assert.Contains("tell finance", told.Text, StringComparison.Ordinal);
        await told.Click("Reassign");
        foreach (var text in (string[])[told.Text, afternoon.Ivy.Modal.Text])
            foreach (var word in (string[])["ayroll", "INC-1", "ostmortem"])
                Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        await afternoon.Ivy.Modal.ChoosePeople("New owner", "ben").Submit();
        Assert.Equal(
            [afternoon.Chloe.Id, afternoon.Ben.Id],
            afternoon.Get<Database>().Read(db => FollowUpStore.Seen(db, Viewer.Bot, new(null, 100)))
                .OrderBy(f => f.Number).Select(f => f.Owner));
        Assert.Equal(afternoon.Chloe.Id, afternoon.Get<Database>().Read(db => PostmortemStore.Find(db, Viewer.Bot, 1))!.Owner);
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task Where_nothing_else_is_left_nobody_outside_hears_of_who_has_gone()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.People.Change("chloe", chloe => chloe.Deleted = true);
        await afternoon.Settle();
        afternoon.Ivy.DoesNotSee("deactivated");
    }
}
