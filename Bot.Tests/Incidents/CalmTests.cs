using Bot.Incidents;
using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>What is said is said once, in few rows, and ends as a sentence does.</summary>
public sealed class CalmTests
{
    const string Channel = "#inc-1-orders-are-late", Critical = "Critical: wants somebody now";

    static async Task<Afternoon> Declared(string fix = "")
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Finn.Slash("/incident Orders are late");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Modal.Close();
        if (fix.Length == 0) return afternoon;
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Fill("What fixed it", fix).Submit();
        return afternoon;
    }

    static SeenMessage Card(Afternoon afternoon) => Assert.Single(afternoon.Finn.Messages(Channel), m => m.IsPinned);

    static int SaysWho(Afternoon afternoon) => afternoon.Finn.Messages(Channel)
        .Count(m => !m.IsPinned && m.Text.Contains("ana is on it", StringComparison.Ordinal));

    [Fact]
    public async Task Who_is_on_it_is_said_by_the_call_that_was_answered_and_by_no_line_behind_it()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        Assert.Equal(1, SaysWho(afternoon));
    }

    [Fact]
    public async Task A_call_that_others_have_spoken_behind_is_answered_by_a_line_as_well()
    {
        await using var afternoon = await Declared();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Finn.Slash("/incident update 1");
        await afternoon.Finn.Modal.Fill("What is new", "Customers call").Submit();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        Assert.Equal(2, SaysWho(afternoon));
    }

    [Theory]
    [InlineData("Reverted the revert", "Fixed: Reverted the revert.")]
    [InlineData("Reverted the revert.", "Fixed: Reverted the revert.")]
    [InlineData("Was it the disk?", "Fixed: Was it the disk?")]
    public async Task What_fixed_it_ends_once(string fix, string said)
    {
        await using var afternoon = await Declared(fix);
        Assert.EndsWith(said, afternoon.Finn.Sees("resolved this", Channel).Text.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders", "“orders”.")]
    [InlineData("orders.", "“orders.”")]
    [InlineData("orders…", "“orders…”")]
    public void A_quote_ends_once(string text, string quoted) => Assert.Equal(quoted, Sentence.Quoted(text));

    [Fact]
    public async Task The_card_says_what_is_known_and_when_it_was_opened_again()
    {
        await using var afternoon = await Declared("Restarted it");
        Assert.DoesNotContain("not sure", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(47));
        await afternoon.Finn.Slash("/incident reopen 1", Channel);
        const string Said = "Investigating · Minor, opened again 10:47 AM (first 10:00 AM)\n";
        Assert.Contains(Said, Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_with_a_status_says_both_in_its_heading()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        await afternoon.Ana.Slash("/incident update 1");
        await afternoon.Ana.Modal.Fill("What is new", "A fix is in review").Choose("Status", "Fixing").Submit();
        Assert.StartsWith(
            ":mega: Update from ana: Investigating → Fixing\nA fix is in review",
            afternoon.Finn.Sees("Update from", Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_the_whole_channel_hears_names_the_incident_no_second_time()
    {
        await using var afternoon = await Declared();
        await afternoon.Finn.Slash("/incident status 1");
        await afternoon.Finn.Modal.Choose("Severity", Critical).Submit();
        var reply = Assert.Single(afternoon.Gwen.Sees("INC-1 ", "#data-incidents").Replies);
        Assert.StartsWith(":rotating_light: finn: Minor → Critical", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_incident_is_a_few_rows_and_all_words_are_one_word_further()
    {
        await using var afternoon = await Declared();
        await afternoon.Gwen.Slash("/incident help", "#general");
        var help = afternoon.Gwen.Sees("declares an incident", "#general").Text;
        Assert.InRange(help.Split('\n').Sum(line => 1 + (line.Length / 33)), 1, 12);
        await afternoon.Gwen.Slash("/incident help all", "#general");
        afternoon.Gwen.Sees("/incident reopen", "#general");
    }

    [Fact]
    public async Task The_timeline_has_its_days_as_headings_and_one_reason_for_one_change()
    {
        await using var afternoon = await Declared();
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        await afternoon.Finn.Slash("/incident status 1");
        await afternoon.Finn.Modal
            .Choose("Severity", Critical).Choose("Who is affected", "Customers").Fill("Why", "They see it").Submit();
        await afternoon.Pass(TimeSpan.FromHours(24));
        await afternoon.Ana.Slash("/incident update 1");
        await afternoon.Ana.Modal.Fill("What is new", "Still there").Submit();
        await afternoon.Finn.Slash("/incident timeline 1");
        var story = afternoon.Finn.Modal.Text;
        Assert.Contains("\n10:02 AM finn: Minor → Critical, customers affected (They see it)\n", story, StringComparison.Ordinal);
        Assert.Contains("\nTue 3 Mar\n10:00 AM finn: opened", story, StringComparison.Ordinal);
        Assert.Contains("10:02 AM ana: update: Still there", story.Split("\nWed 4 Mar\n")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storm_says_what_its_alerts_have_in_common_once_and_is_named_alike()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Incidents:StormLimit"] = "2" });
        await afternoon.Rotation("ana", "ben");
        for (var n = 0; n < 9; n++)
        {
            await afternoon.Alert(new
            {
                title = $"model_{n} failed",
                status = "firing",
                deduplication_key = $"{n}",
                metadata = new { branch = "main" },
            });
        }

        var card = afternoon.Ana.Messages("#inc-3-many-alerts-at-once").Single(m => m.IsPinned).Text;
        Assert.Contains("7 alerts at once", card, StringComparison.Ordinal);
        Assert.Single(card.Split('\n'), line => line.Contains("main", StringComparison.Ordinal));
        Assert.Contains("\n:red_circle: model_2 failed\n", card, StringComparison.Ordinal);
        await afternoon.Gwen.Slash("/incident list", "#general");
        afternoon.Gwen.Sees("#inc-3-many-alerts-at-once 7 alerts at once", "#general");
    }
}
