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

    [Fact]
    public async Task A_guest_cannot_be_given_it()
    {
        await using var afternoon = await Led();
        await afternoon.Ana.Messages(Channel).First(m => m.IsPinned).Choose("…", "Hand over…");
        await afternoon.Ana.Modal.ChoosePeople("New lead", "gus").Submit();
        Assert.NotEmpty(afternoon.Ana.Modal.Errors);
    }
}
