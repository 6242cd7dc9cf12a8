using Bot.Tests.Alerts;

namespace Bot.Tests.Incidents;

/// <summary>Whoever is given an incident reads in private how it stands.</summary>
public sealed class HandOverTests
{
    const string Channel = "#inc-1-orders-are-late", Given = "gave you INC-1 Orders are late";

    static async Task<Afternoon> Led(DateTimeOffset? at = null)
    {
        var afternoon = await Afternoon.Begin(at);
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Slash("/incident Orders are late");
        await afternoon.Ana.Modal.Choose("Severity", "Major: wants somebody today").ChoosePeople("Lead", "ana").Submit();
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    [Fact]
    public async Task Hand_over_on_the_card_gives_it_away_with_a_private_note()
    {
        await using var afternoon = await Led();
        await afternoon.Finn.Slash("/incident subscribe 1", "#data-team");
        await afternoon.Ana.Slash("/incident update 1");
        await afternoon.Ana.Modal.Fill("What is new", "The loader hangs").Submit();
        await afternoon.Ana.Messages(Channel).First(m => m.IsPinned).Choose("…", "Hand over…");
        await afternoon.Ana.Modal.ChoosePeople("New lead", "chloe").Fill("What they should know", "The vendor calls back")
            .Submit();
        var note = afternoon.Chloe.Sees(Given).Text;
        foreach (var said in (string[])[
            "ana gave you", "The vendor calls back", "The loader hangs", "Due: the next update", "finn", Channel
        ])
            Assert.Contains(said, note, StringComparison.Ordinal);
        Assert.Contains("Waits for chloe", afternoon.Ana.Messages(Channel).First(m => m.IsPinned).Text, StringComparison.Ordinal);
        afternoon.Finn.DoesNotSee(Given);
    }

    [Fact]
    public async Task Who_takes_it_reads_no_note_and_who_is_named_by_the_command_does()
    {
        await using var afternoon = await Led();
        await afternoon.Ben.Slash("/incident takeover 1");
        afternoon.Ben.DoesNotSee("gave you");
        await afternoon.Ben.Slash("/incident lead @chloe", Channel);
        await afternoon.Ben.Modal.Submit();
        afternoon.Chloe.Sees("ben gave you INC-1 Orders are late");
    }

    [Fact]
    public async Task Out_of_hours_the_note_waits_for_the_hours_of_its_reader()
    {
        await using var afternoon = await Led(new(2026, 3, 3, 16, 0, 0, TimeSpan.Zero));
        await afternoon.Pass(TimeSpan.FromHours(4));
        await afternoon.Ana.Slash("/incident lead @chloe", Channel);
        await afternoon.Ana.Modal.Submit();
        afternoon.Chloe.DoesNotSee(Given);
        await afternoon.Until(new(2026, 3, 4, 9, 1, 0, TimeSpan.Zero));
        afternoon.Chloe.Sees(Given);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_lead_no_more_when_their_hours_open()
    {
        await using var afternoon = await Led(new(2026, 3, 3, 16, 0, 0, TimeSpan.Zero));
        await afternoon.Pass(TimeSpan.FromHours(4));
        await afternoon.Ana.Slash("/incident lead @chloe", Channel);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident takeover 1");
        await afternoon.Until(new(2026, 3, 4, 9, 1, 0, TimeSpan.Zero));
        afternoon.Chloe.DoesNotSee(Given);
    }

    static async Task Give(Afternoon afternoon, string to, string? what = null)
    {
        await afternoon.Ana.Slash($"/incident lead @{to}", Channel);
        if (what is not null) await afternoon.Ana.Modal.Fill("Why", what);
        await afternoon.Ana.Modal.Submit();
    }

    [Fact]
    public async Task Given_to_two_within_a_minute_each_is_said_with_its_own_words_and_only_who_leads_is_invited()
    {
        // Five in the morning for Ben.
        await using var afternoon = await Led();
        await Give(afternoon, "ben", "The backfill runs until one");
        await Give(afternoon, "chloe", "Ben sleeps");
        Assert.Collection(
            afternoon.Ana.Messages(Channel).Select(m => m.Text.Trim())
                .Where(t => t.Contains("handed the lead", StringComparison.Ordinal)).Order(),
            said => Assert.StartsWith("ana handed the lead from ben to chloe. “Ben sleeps", said, StringComparison.Ordinal),
            said => Assert.StartsWith("ana handed the lead to ben. “The backfill runs", said, StringComparison.Ordinal));
        Assert.DoesNotContain("backfill", afternoon.Chloe.Sees(Given).Text, StringComparison.Ordinal);
        await afternoon.Until(new(2026, 3, 3, 15, 0, 0, TimeSpan.Zero));
        afternoon.Ben.DoesNotSee(Given);
        Assert.DoesNotContain(afternoon.Ben.Id, afternoon.Workspace.Conversations[Channel[1..]].Members);
    }

    [Fact]
    public async Task Who_is_given_it_a_second_time_before_they_were_told_is_told_once_of_the_second()
    {
        await using var afternoon = await Led();
        await Give(afternoon, "ben", "The backfill runs until one");
        await Give(afternoon, "chloe");
        await Give(afternoon, "ben", "The vendor calls back");
        await afternoon.Until(new(2026, 3, 3, 15, 0, 0, TimeSpan.Zero));
        Assert.Contains("The vendor calls back", Assert.Single(
            afternoon.Ben.Messages(), m => m.Text.Contains(Given, StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.Contains(afternoon.Ben.Id, afternoon.Workspace.Conversations[Channel[1..]].Members);
    }

    [Fact]
    public async Task A_guest_cannot_be_given_it()
    {
        await using var afternoon = await Led();
        await afternoon.Ana.Messages(Channel).First(m => m.IsPinned).Choose("…", "Hand over…");
        await afternoon.Ana.Modal.ChoosePeople("New lead", "gus").Submit();
        Assert.NotEmpty(afternoon.Ana.Modal.Errors);
    }

    [Fact]
    public async Task Who_has_taken_it_over_meanwhile_is_named_before_it_is_taken_from_them()
    {
        await using var afternoon = await Led();
        await afternoon.Ana.Messages(Channel).First(m => m.IsPinned).Choose("…", "Hand over…");
        await afternoon.Ana.Modal.ChoosePeople("New lead", "chloe").Fill("What they should know", "The vendor calls back");
        await afternoon.Pass(TimeSpan.FromMinutes(3));
        await afternoon.Ben.Slash("/incident takeover 1");
        await afternoon.Ana.Modal.Submit();
        Assert.Equal(afternoon.Ben.Id, afternoon.Incident(1).Lead);
        var form = afternoon.Ana.Modal;
        Assert.StartsWith(":warning: ben set the lead to ben today at", form.Text, StringComparison.Ordinal);
        Assert.Contains("Press Hand over again to make it chloe.", form.Text, StringComparison.Ordinal);
        Assert.Equal(("@chloe", "The vendor calls back"), (form.Value("New lead"), form.Value("What they should know")));
        await form.Submit();
        Assert.Null(afternoon.Ana.ModalOrNone);
        Assert.Equal(afternoon.Chloe.Id, afternoon.Incident(1).Lead);
        afternoon.Chloe.Sees(Given);
    }
}
