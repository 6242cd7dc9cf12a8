using static Bot.Tests.Incidents.IncidentVerbsTests;

namespace Bot.Tests.Incidents;

/// <summary>Commands and forms as other keyboards, editors and people fill them.</summary>
public sealed class TypedOtherwiseTests
{
    [Theory]
    [InlineData("severity minor —> major", null, "Severity", "Major: wants somebody today")]
    [InlineData("severity minor—>major", null, "Severity", "Major: wants somebody today")]
    [InlineData("severity sev–1 — customers call", null, "Severity", "Critical: wants somebody now")]
    [InlineData("severity sev–1 — customers call", null, "Why", "customers call")]
    [InlineData("severity critical, customers call", null, "Why", "customers call")]
    [InlineData("severity up", null, "Severity", "Major: wants somebody today")]
    [InlineData("severity 1 up", null, "Severity", "Major: wants somebody today")]
    [InlineData("status 1 — fixing", null, "Status", "Fixing")]
    [InlineData("status “fixing”", null, "Status", "Fixing")]
    [InlineData("update 3 – 5 tables — are loaded", "Update INC-1", "What is new", "3 – 5 tables — are loaded")]
    [InlineData("rename — Refunds – all of them", null, "Name", "Refunds – all of them")]
    [InlineData("lead @ben, he knows it", null, "Lead", "@ben")]
    [InlineData("lead @ben, he knows it", null, "Why", "he knows it")]
    [InlineData("lead @ben,", null, "Why", "")]
    [InlineData("lead @ben — his loader", null, "Why", "his loader")]
    [InlineData("lead ben!", null, "Lead", "@ben")]
    [InlineData("lead ben, he knows it", null, "Lead", "@ben")]
    [InlineData("lead ben, he knows it", null, "Why", "he knows it")]
    [InlineData("lead (ben)", null, "Lead", "@ben")]
    [InlineData("lead me, I know it", null, "Lead", "@ana")]
    [InlineData("lead me, I know it", null, "Why", "I know it")]
    [InlineData("lead Chloe\u0301", null, "Lead", "@chloe")]
    public async Task In_an_incidents_channel_the_signs_of_editors_part_words_and_stay_in_names(
        string typed, string? title, string field, string value)
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ben.Slash("/incident list");
        await afternoon.Chloe.Slash("/incident list");
        await afternoon.Ana.Slash($"/incident {typed}", Channel);
        Assert.Contains(title ?? "INC-1", afternoon.Ana.Modal.Title, StringComparison.Ordinal);
        Assert.Equal(value, afternoon.Ana.Modal.Value(field));
    }

    [Theory]
    [InlineData("lead gus", "Guests, apps, deactivated people and people of other workspaces cannot lead.", "Why", "")]
    [InlineData("lead @gus", "Guests, apps, deactivated people and people of other workspaces cannot lead.", "Lead", "@gus")]
    [InlineData("lead @dora", "Guests, apps, deactivated people and people of other workspaces cannot lead.", "Lead", "@dora")]
    [InlineData("severity none", "“none” is no severity: choose below.", "Why", "")]
    [InlineData("severity down", "INC-1 is Minor already: choose below.", "Why", "")]
    [InlineData("rename Refunds", "The channel keeps the name that it has.", "Name", "Refunds")]
    public async Task What_cannot_be_is_said_in_the_form_at_once(string typed, string said, string field, string value)
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Gus.Slash("/incident list");
        await afternoon.Settle();
        await afternoon.Ana.Slash($"/incident {typed}", Channel);
        Assert.Contains(said, afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("is called now", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Equal(value, afternoon.Ana.Modal.Value(field));
    }

    [Theory]
    [InlineData("resolve 99999999999", "There is no INC-99999999999.")]
    [InlineData("resolve 99999999999999999999", "There is no incident of that number.")]
    [InlineData(
        "99", "There is no INC-99. /incident list shows what is open. /incident declare 99 declares an incident of that name.")]
    [InlineData("٩٩", "There is no INC-99.")]
    [InlineData("page 99", "/incident declare page 99 declares an incident of that name.")]
    public async Task A_number_that_no_incident_has_is_said_to_be_none(string typed, string said)
    {
        await using var afternoon = await With("Orders are late", "Refunds are missing");
        await afternoon.Ana.Slash($"/incident {typed}", "#data-team");
        afternoon.Ana.Sees(said);
        Assert.Null(afternoon.Ana.ModalOrNone);
    }

    [Theory]
    [InlineData("sev–1 orders – late", "orders – late", "Critical: wants somebody now")]
    [InlineData("١٢ orders are gone", "١٢ orders are gone", "Minor: can wait for working hours")]
    public async Task A_new_incident_keeps_the_signs_of_its_name(string typed, string name, string severity)
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ana.Slash($"/incident {typed}", "#data-team");
        Assert.Equal("Declare an incident", afternoon.Ana.Modal.Title);
        Assert.Equal((name, severity), (afternoon.Ana.Modal.Value("Name"), afternoon.Ana.Modal.Value("Severity")));
    }

    [Fact]
    public async Task Whoever_cannot_lead_is_said_so_when_they_are_chosen_for_a_new_incident()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident orders are late", "#data-team");
        await afternoon.Ana.Modal.ChoosePeople("Lead", "gus");
        Assert.Contains("Guests, apps, deactivated people", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_are_cleaned_as_commands_are_and_keep_what_a_script_needs()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident declare", "#data-team");
        await afternoon.Ana.Modal.Fill("Name", "Orders \u202egnp\u0007 \u2067are\u2069 late")
            .Fill("What is known", "first\u0007 line\nsecond 👩‍👩‍👧 می\u200cخواهم").Submit();
        await afternoon.Ana.Modal.Close();
        var card = afternoon.Ana.Sees("first line\nsecond 👩‍👩‍👧 می\u200cخواهم", "#inc-1-orders-gnp-are-late");
        Assert.Contains("Orders gnp are late", card.Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident update", "#inc-1-orders-gnp-are-late");
        await afternoon.Ana.Modal.Fill("What is new", "half\u202e is\n\u200bloaded").Submit();
        afternoon.Ana.Sees("half is\nloaded", "#inc-1-orders-gnp-are-late");
        await afternoon.Ana.Slash("/incident resolve", "#inc-1-orders-gnp-are-late");
        await afternoon.Ana.Modal.Fill("What fixed it", "a\u202e retry\u0007").Submit();
        afternoon.Ana.Sees("What fixed it: a retry", "#inc-1-orders-gnp-are-late");
    }

    [Fact]
    public async Task A_name_of_a_person_changes_nothing_around_it()
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ben.Slash("/incident list");
        afternoon.Workspace.People.Change("ben", p => p.DisplayName = "*Ben* ~OOO~ \u202e🌴");
        await afternoon.Settle();
        await afternoon.Ana.Slash("/incident lead ben", Channel);
        Assert.Equal("@ben", afternoon.Ana.Modal.Value("Lead"));
        await afternoon.Ana.Modal.Submit();
        var card = afternoon.Ana.Messages(Channel).Last(m => m.Text.Contains("INC-1 Orders are late", StringComparison.Ordinal));
        var raw = card.Posted.Blocks!.Value.GetRawText();
        Assert.DoesNotContain("*Ben*", raw, StringComparison.Ordinal);
        Assert.Contains("*Ben* ~OOO~ 🌴", card.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resolve #data-1-orders-are-late a retry", "Resolve INC-1")]
    [InlineData("resolve #data-2: a retry", "Resolve INC-2")]
    [InlineData("update ＃data-2-old-name a retry", "Update INC-2")]
    [InlineData("#data-1-orders-are-late update", "Update INC-1")]
    [InlineData("resolve #war-room a retry", "Resolve INC-2")]
    public async Task A_channel_that_came_as_text_is_its_incident_whatever_the_prefix_and_the_name(string typed, string title)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Laws.Manifest.Text.Replace(
            "should_escape: true", "should_escape: false", StringComparison.Ordinal));
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.Fill("Start of channel names", "data-").Submit();
        foreach (var name in (string[])["Orders are late", "Refunds"])
        {
            await afternoon.Ana.Slash($"/incident declare {name}", "#data-team");
            await afternoon.Ana.Modal.Submit();
            await afternoon.Ana.Modal.Close();
        }

        await afternoon.Ana.Renames("#data-2-refunds", "war-room");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Ana.Slash($"/incident {typed}", "#data-team");
        Assert.Equal(title, afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task A_rotations_group_means_whoever_is_on_call_in_it()
    {
        await using var afternoon = await With("Orders are late");
        // What has a lead stays with them when there is a rotation.
        await afternoon.Ana.Slash("/incident takeover 1", "#data-team");
        await afternoon.Rotation("ben", "finn");
        await afternoon.Settle();
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Slash("/incident lead 1 @data-responder, it is theirs", "#data-team");
        Assert.Equal("@ben", afternoon.Ana.Modal.Value("Lead"));
        Assert.Equal("it is theirs", afternoon.Ana.Modal.Value("Why"));
        await afternoon.Ana.Slash("/incident lead 1 data-responder", "#data-team");
        Assert.Equal("@ben", afternoon.Ana.Modal.Value("Lead"));
    }

    [Fact]
    public async Task A_renamed_channel_is_shown_beside_the_incident_that_it_belongs_to()
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ana.Renames(Channel, "war-room-gold");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        var home = await afternoon.Gwen.OpensHome(afternoon.App);
        Assert.Contains("INC-1 #war-room-gold Orders are late", home!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_one_message_cannot_hold_says_how_to_see_the_rest()
    {
        await using var afternoon = await Afternoon.Begin();
        for (var n = 1; n <= 45; n++)
        {
            await afternoon.Ana.Slash($"/incident sev1 {n} * ~ * ~ * ~ {new string('x', 120)}", "#data-team");
            await afternoon.Ana.Modal.Submit();
            await afternoon.Ana.Modal.Close();
        }

        foreach (
            var (list, next) in new[] { ("list all", "list all 2"), ("list critical", "list critical 2"), ("list", "list 2") })
        {
            await afternoon.Ana.Slash($"/incident {list}", "#data-team");
            var first = afternoon.Ana.Sees($"more: /incident {next}").Text;
            var seen = Numbers(first);
            for (var page = 2; seen.Count < 45 && page < 6; page++)
            {
                await afternoon.Ana.Slash($"/incident {list} {page}", "#data-team");
                var more = Numbers(afternoon.Ana.Messages("#data-team").First().Text);
                Assert.Empty(seen.Intersect(more));
                seen.UnionWith(more);
            }

            Assert.Equal(45, seen.Count);
        }
    }

    static HashSet<string> Numbers(string text) =>
        [.. System.Text.RegularExpressions.Regex.Matches(text, "(?i)inc-[0-9]+").Select(m => m.Value.ToUpperInvariant())];
}
