using static Bot.Tests.Incidents.IncidentVerbsTests;

namespace Bot.Tests.Incidents;

/// <summary>Verbs typed where no incident is at hand, and those that need none.</summary>
public sealed class VerbsElsewhereTests
{
    [Theory]
    [InlineData("resolve 1 it was the disk")]
    [InlineData("resolve INC-1 it was the disk")]
    [InlineData("reslove #1 it was the disk")]
    public async Task Elsewhere_a_verb_with_a_number_means_that_one(string typed)
    {
        await using var afternoon = await With("Orders are late", "Refunds are missing");
        await afternoon.Ana.Slash($"/incident {typed}", "#data-team");
        Assert.Equal("Resolve INC-1", afternoon.Ana.Modal.Title);
        Assert.Equal("it was the disk", afternoon.Ana.Modal.Value("What fixed it"));
    }

    [Theory]
    [InlineData("update 999 x", "There is no INC-999.")]
    [InlineData("resolve INC-9", "There is no INC-9.")]
    [InlineData("ack 99", "There is no INC-99. /incident list shows what is open.")]
    [InlineData("ack INC-99", "There is no INC-99.")]
    [InlineData("ack 99 please", "There is no INC-99.")]
    [InlineData("mine 99", "There is no INC-99.")]
    [InlineData("close #99", "There is no INC-99.")]
    [InlineData("close INC-99 it was the retry", "There is no INC-99.")]
    [InlineData("assign 99", "There is no INC-99.")]
    [InlineData("info 99", "There is no INC-99.")]
    [InlineData("resolve 1,2", "One incident at a time, please: /incident resolve 1")]
    [InlineData("severity banana", "“banana” is no severity: it is critical, major or minor.")]
    [InlineData("help update", "declares an incident")]
    [InlineData("list mine", "You lead: 1")]
    [InlineData("list @ben", "ben leads: 0")]
    [InlineData("list closed", "No incident has ended yet.")]
    [InlineData("list critical", "Open and Critical: 0")]
    [InlineData("severity 2", "With it goes: “2”")]
    public async Task Elsewhere_it_answers_at_once(string typed, string said)
    {
        await using var afternoon = await With("Orders are late", "Refunds are missing");
        await afternoon.Ana.Slash("/incident take 1 please", "#data-team");
        await afternoon.Ana.Slash($"/incident {typed}", "#data-team");
        afternoon.Ana.Sees(said);
        Assert.Null(afternoon.Ana.ModalOrNone);
    }

    [Theory]
    [InlineData("sev1 orders late", "orders late", "Critical: wants somebody now")]
    [InlineData("new orders late", "orders late", "Minor: can wait for working hours")]
    [InlineData("open", "", "Minor: can wait for working hours")]
    [InlineData("fix 3 failing tests", "fix 3 failing tests", "Minor: can wait for working hours")]
    public async Task Elsewhere_it_declares(string typed, string name, string severity)
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ana.Slash($"/incident {typed}", "#data-team");
        Assert.Equal("Declare an incident", afternoon.Ana.Modal.Title);
        Assert.Equal((name, severity), (afternoon.Ana.Modal.Value("Name"), afternoon.Ana.Modal.Value("Severity")));
        Assert.DoesNotContain("This is a new incident", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_name_in_an_incidents_channel_is_said_to_be_another()
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ana.Slash("/incident refunds are missing", Channel);
        Assert.Contains("This is a new incident, not INC-1.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Choose("Severity", "Critical: wants somebody now");
        Assert.Contains("This is a new incident, not INC-1.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Submit();
        Assert.Equal("INC-2", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task The_only_open_one_is_meant_by_a_verb_alone()
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ana.Slash("/incident resolve", "#data-team");
        Assert.Equal("Resolve INC-1", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task Who_takes_it_over_in_the_menu_leads_and_what_is_said_on_taking_it_is_an_update()
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ana.Slash("/incident I'm on it", Channel);
        await afternoon.Ben.Slash("/incident info", Channel);
        await afternoon.Ben.Modal.Press("Take over");
        Assert.Contains("You lead INC-1 now.", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Close();
        await afternoon.Ana.Slash("/incident ack looking", Channel);
        Assert.Equal("Update INC-1", afternoon.Ana.Modal.Title);
        Assert.Equal("looking", afternoon.Ana.Modal.Value("What is new"));
        await afternoon.Ana.Modal.Close();
        await afternoon.Ben.Slash("/incident", Channel);
        Assert.DoesNotContain("Take over", afternoon.Ben.Modal.Buttons);
    }

    [Fact]
    public async Task A_number_names_another_incident_in_an_incidents_channel_too()
    {
        await using var afternoon = await With("Orders are late", "Refunds are missing");
        await afternoon.Ana.Slash("/incident resolve 2", Channel);
        Assert.Equal("Resolve INC-2", afternoon.Ana.Modal.Title);
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Slash("/incident resolve 12", Channel);
        afternoon.Ana.Sees("There is no INC-12. /incident list shows what is open.");
    }

    [Fact]
    public async Task Elsewhere_the_command_alone_declares()
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ana.Slash("/incident", "#data-team");
        Assert.Equal("Declare an incident", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task What_has_ended_is_not_ended_twice()
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        afternoon.Ana.Sees("INC-1 is open: triage.");
        await afternoon.Ana.Slash("/incident resolve 1", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident resolve 1", "#data-team");
        afternoon.Ana.Sees("INC-1 is resolved already. /incident reopen 1 opens it again.");
        await afternoon.Ana.Slash("/incident reopen it is back", "#data-team");
        await afternoon.Ana.Sees("Which incident do you want to reopen?").Click("Reopen");
        Assert.Null(afternoon.Ana.ModalOrNone);
        afternoon.Ana.Sees($"INC-1 is open again. Go to {Channel}.");
        afternoon.Ana.Sees("opened this again. “it is back”", Channel);
        await afternoon.Ana.Slash("/incident resolve", Channel);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident reopen", Channel);
        var answer = afternoon.Ana.Sees("INC-1 is open again.", Channel).Text;
        Assert.StartsWith("INC-1 is open again.\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_who_is_on_call()
    {
        await using var afternoon = await With();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Chloe.Slash("/incident who is on call?");
        afternoon.Chloe.Sees("is on call until");
    }

    [Fact]
    public async Task A_guest_may_ask_nothing()
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Gus.Slash("/incident resolve 1");
        afternoon.Gus.Sees("Guests cannot use Data Responder.");
        Assert.Null(afternoon.Gus.ModalOrNone);
    }
}
