using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using Bot.Tests.Home;
using Bot.Tests.Incidents.Notices;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>What is asked at the end of a private incident, and answered, is known inside it alone.</summary>
public sealed class PrivateClosingTests
{
    static IncidentStatus Status(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1)!).Status;

    static async Task<Afternoon> Resolved(string? severity = null)
    {
        var afternoon = await Begin();
        if (severity is not null)
        {
            await afternoon.Chloe.Slash($"/incident severity {severity}", Channel);
            await afternoon.Chloe.Modal.Submit();
        }

        await afternoon.Chloe.Resolves();
        return afternoon;
    }

    [Fact]
    public async Task It_is_asked_and_answered_in_its_channel()
    {
        await using var afternoon = await Resolved();
        await afternoon.Finn.Sees("What was it?", Channel).Click("False alarm");
        Assert.Equal(IncidentStatus.Closed, Status(afternoon));
        afternoon.Chloe.Sees("INC-1 is closed", Channel);
        await afternoon.Until(SeenBriefs.At("2026-03-04T12:00Z"));
        afternoon.NobodyElseKnows();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("major")]
    public async Task Whoever_has_left_answers_nothing(string? severity)
    {
        await using var afternoon = await Resolved(severity);
        if (severity is null)
        {
            var press = afternoon.Finn.Sees("What was it?", Channel).Aim("Fixed");
            await afternoon.Finn.Leaves(Channel);
            await press();
        }
        else
        {
            await afternoon.Finn.Sees("Before INC-1 closes", Channel).Click("Answer…");
            var form = afternoon.Finn.Modal.Choose("Was data wrong or missing?", "No").Choose("Is it backfilled?", "Not needed")
                .Choose("Do its users know?", "Yes").Tick("Nothing is left to do");
            await form;
            await afternoon.Finn.Leaves(Channel);
            await form.Submit();
            Assert.Contains("You cannot see INC-1 any more", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
        }

        Assert.Equal(IncidentStatus.Resolved, Status(afternoon));
    }

    [Fact]
    public async Task A_lead_who_has_left_is_reminded_of_it_neither_in_briefs_nor_on_Home()
    {
        await using var afternoon = await Resolved();
        (await afternoon.Home(afternoon.Chloe)).Sees("what was it?");
        await afternoon.Chloe.Leaves(Channel);
        var home = await afternoon.Home(afternoon.Chloe);
        foreach (var word in (string[])["INC-1", "inc-1-", "what was it?", "ummary"]) home.DoesNotSee(word);
        await afternoon.Until(SeenBriefs.At("2026-03-04T12:00Z"));
        foreach (var word in (string[])["INC-1", "Nothing here is yours any more"])
            Assert.All(afternoon.Chloe.Briefs(), brief => brief.SaysNot(word));
    }
    [Fact]
    public async Task A_brief_that_asked_about_it_says_nothing_of_it_once_its_reader_has_left()
    {
        await using var afternoon = await Resolved();
        await afternoon.Until(SeenBriefs.At("2026-03-04T12:00Z"));
        var brief = afternoon.Chloe.Brief();
        brief.Says("INC-1 is resolved and not closed");
        Assert.Contains("INC-1", brief.Notification, StringComparison.Ordinal);
        await afternoon.Chloe.Leaves(Channel);
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        brief = afternoon.Chloe.Brief();
        brief.SaysNot("INC-1");
        Assert.DoesNotContain("INC-1", brief.Notification, StringComparison.Ordinal);
        Assert.DoesNotContain(brief.Buttons, button => button.Contains("INC-1", StringComparison.Ordinal));
    }
}
