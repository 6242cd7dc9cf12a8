using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>When the next update is due, and how its lead is reminded.</summary>
public sealed class NextUpdateTests
{
    const string Channel = "#inc-1-orders-are-late";
    const string Critical = "Critical: wants somebody now", Major = "Major: wants somebody today";
    const string Due = "an update is due since";

    /// <summary>Ana leads what she declared herself, Tuesday at ten or when it is said.</summary>
    static async Task<Afternoon> Led(string severity, DateTimeOffset? at = null)
    {
        var afternoon = await Afternoon.Begin(at);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Slash("/incident Orders are late");
        await afternoon.Ana.Modal.Choose("Severity", severity).ChoosePeople("Lead", "ana").Submit();
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    static async Task Update(Member by, string text, string? next = null)
    {
        await by.Slash("/incident update 1");
        var form = by.Modal.Fill("What is new", text);
        await (next is null ? form : form.Choose("Next update", next)).Submit();
    }

    static SeenMessage Card(Afternoon afternoon) => Assert.Single(afternoon.Ana.Messages(Channel), m => m.IsPinned);

    static List<SeenMessage> Reminders(Member lead) =>
        [.. lead.Messages().Where(m => m.Text.Contains(Due, StringComparison.Ordinal))];

    [Fact]
    public async Task The_card_and_the_announcement_say_when_the_next_is_due()
    {
        await using var afternoon = await Led(Critical);
        Assert.Contains("Next update due", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Contains("10:30", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Contains("Next update due", afternoon.Finn.Sees("INC-1", "#data-incidents").Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await Update(afternoon.Ana, "We look", "In 2 hours");
        Assert.Contains("12:05", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_offers_what_the_severity_says_and_keeps_what_was_chosen()
    {
        await using var afternoon = await Led(Major);
        await afternoon.Ana.Slash("/incident update 1");
        Assert.Equal("In 1 hour of working hours (Major)", afternoon.Ana.Modal.Value("Next update"));
        await afternoon.Ana.Modal.Choose("Severity", Critical);
        Assert.Equal("In 30 minutes (Critical)", afternoon.Ana.Modal.Value("Next update"));
        await afternoon.Ana.Modal.Choose("Next update", "In 4 hours").Fill("What is new", "We look").Submit();
        await afternoon.Ben.Slash("/incident update 1");
        Assert.Equal("In 4 hours", afternoon.Ben.Modal.Value("Next update"));
    }

    [Fact]
    public async Task Nothing_is_promised_of_what_is_minor_or_only_watched()
    {
        await using var afternoon = await Led("Minor: can wait for working hours");
        Assert.DoesNotContain("Next update", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident severity critical", Channel);
        await afternoon.Ana.Modal.Submit();
        Assert.Contains("Next update", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident status monitoring", Channel);
        await afternoon.Ana.Modal.Submit();
        Assert.DoesNotContain("Next update", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_is_reminded_in_private_by_one_message_that_says_what_became_of_it()
    {
        await using var afternoon = await Led(Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(29));
        Assert.Empty(Reminders(afternoon.Ana));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["Update", "Snooze", "Stop"], Assert.Single(Reminders(afternoon.Ana)).Buttons);
        Assert.EndsWith($"10:30 AM. Go to {Channel}.", Assert.Single(Reminders(afternoon.Ana)).Text.Split('\n')[0]);
        afternoon.Ben.DoesNotSee(Due);
        await Assert.Single(Reminders(afternoon.Ana)).Click("Update");
        await afternoon.Ana.Modal.Fill("What is new", "Found it").Submit();
        Assert.Empty(Reminders(afternoon.Ana));
        Assert.Empty(afternoon.Ana.Sees("the next update is due").Buttons);
    }

    [Fact]
    public async Task After_a_few_reminders_it_is_quiet()
    {
        await using var afternoon = await Led(Critical);
        var notified = 0;
        for (var minute = 0; minute < 180; minute += 5)
        {
            await afternoon.Pass(TimeSpan.FromMinutes(5));
            Assert.InRange(Reminders(afternoon.Ana).Count, 0, 1);
            notified = afternoon.Workspace.Notifications.Count(n =>
                n.Person.Handle == "ana" && n.Message.Text.Contains(Due, StringComparison.Ordinal));
        }

        Assert.Equal(3, notified);
        Assert.Contains("not reminded of it again", Assert.Single(Reminders(afternoon.Ana)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snooze_reminds_again_a_little_later_and_a_stop_no_more()
    {
        await using var afternoon = await Led(Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(40));
        await Assert.Single(Reminders(afternoon.Ana)).Click("Snooze");
        Assert.Contains("10:55", Assert.Single(Reminders(afternoon.Ana)).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(16));
        await Assert.Single(Reminders(afternoon.Ana)).Click("Stop");
        Assert.Empty(Reminders(afternoon.Ana));
        Assert.DoesNotContain("Next update", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(2));
        Assert.Empty(Reminders(afternoon.Ana));
    }

    [Fact]
    public async Task A_snooze_brings_no_reminder_forward()
    {
        await using var afternoon = await Led(Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        await afternoon.Pass(TimeSpan.FromMinutes(15));
        Assert.Contains("again today at 11:15", Assert.Single(Reminders(afternoon.Ana)).Text, StringComparison.Ordinal);
        await Assert.Single(Reminders(afternoon.Ana)).Click("Snooze");
        Assert.Contains("again today at 11:15", Assert.Single(Reminders(afternoon.Ana)).Text, StringComparison.Ordinal);
    }

    static async Task<Afternoon> Stopped()
    {
        var afternoon = await Led(Major);
        await afternoon.Pass(TimeSpan.FromMinutes(61));
        await Assert.Single(Reminders(afternoon.Ana)).Click("Stop");
        Assert.DoesNotContain("pdate due", Card(afternoon).Text, StringComparison.Ordinal);
        return afternoon;
    }

    [Fact]
    public async Task What_gets_worse_is_promised_again_by_the_form_that_says_so()
    {
        await using var afternoon = await Stopped();
        await afternoon.Ben.Slash("/incident update 1");
        Assert.Equal("None is promised", afternoon.Ben.Modal.Value("Next update"));
        await afternoon.Ben.Modal.Choose("Severity", Critical);
        Assert.Equal("In 30 minutes (Critical)", afternoon.Ben.Modal.Value("Next update"));
        await afternoon.Ben.Modal.Choose("Severity", Major);
        Assert.Equal("None is promised", afternoon.Ben.Modal.Value("Next update"));
        await afternoon.Ben.Modal.Choose("Severity", Critical).Fill("What is new", "Customers see it").Submit();
        Assert.Contains("Next update due today at 11:31", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Ana.Says(Channel, "I look");
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        Assert.Single(Reminders(afternoon.Ana));
    }

    [Fact]
    public async Task What_got_worse_stays_promised_when_a_form_is_sent_that_showed_none_before()
    {
        await using var afternoon = await Stopped();
        await afternoon.Ben.Slash("/incident update 1");
        await afternoon.Ana.Slash("/incident severity critical", Channel);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ben.Modal.Fill("What is new", "We look").Submit();
        Assert.Contains("Next update due today at 11:31", Card(afternoon).Text, StringComparison.Ordinal);
        await Update(afternoon.Ben, "Nothing to say for long", "None is promised");
        Assert.DoesNotContain("pdate due", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_lead_has_stopped_nothing()
    {
        await using var afternoon = await Stopped();
        await afternoon.Ana.Slash("/incident lead @chloe", Channel);
        await afternoon.Ana.Modal.Submit();
        Assert.Contains("Due: the next update", afternoon.Chloe.Sees("gave you INC-1").Text, StringComparison.Ordinal);
        Assert.Contains("Next update due", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_it_is_late_the_card_and_the_announcement_say_so()
    {
        await using var afternoon = await Led(Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(29));
        Assert.Contains("Next update due today at 10:30", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains("Update was due today at 10:30", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Update was due", afternoon.Finn.Sees("INC-1", "#data-incidents").Text, StringComparison.Ordinal);
        await Update(afternoon.Ana, "We look");
        Assert.Contains("Next update due today at 11:00", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        Assert.Contains("Update was due today at 11:00", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_of_hours_only_who_is_at_what_is_urgent_is_reminded()
    {
        await using var afternoon = await Led(Major, new(2026, 3, 3, 16, 30, 0, TimeSpan.Zero));
        await Update(afternoon.Ana, "We look", "In 4 hours");
        await afternoon.Pass(TimeSpan.FromHours(6));
        Assert.Empty(Reminders(afternoon.Ana));
        await afternoon.Ana.Slash("/incident severity critical", Channel);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(Reminders(afternoon.Ana));
    }

    [Fact]
    public async Task Another_lead_is_reminded_in_the_place_of_the_first()
    {
        await using var afternoon = await Led(Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        await afternoon.Ben.Slash("/incident takeover 1");
        afternoon.Ana.Sees("ben leads it now.");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(Reminders(afternoon.Ben));
        Assert.Empty(Reminders(afternoon.Ana));
    }

    [Fact]
    public async Task What_has_ended_is_not_due()
    {
        await using var afternoon = await Led(Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        Assert.Empty(Reminders(afternoon.Ana));
        Assert.DoesNotContain("Next update", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Empty(Reminders(afternoon.Ana));
    }
}
