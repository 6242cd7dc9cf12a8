namespace Bot.Tests.Incidents;

public sealed class IncidentVerbsTests
{
    internal const string Channel = "#inc-1-orders-are-late";

    internal static async Task<Afternoon> With(params string[] names)
    {
        var afternoon = await Afternoon.Begin();
        foreach (var name in names)
        {
            await afternoon.Ana.Slash($"/incident declare {name}", "#data-team");
            await afternoon.Ana.Modal.Submit();
            await afternoon.Ana.Modal.Close();
        }

        return afternoon;
    }

    [Theory]
    [InlineData("update root cause found", "Update INC-1", "What is new", "root cause found")]
    [InlineData("udpate 3 of 5 tables are loaded", "Update INC-1", "What is new", "3 of 5 tables are loaded")]
    [InlineData("resolve restarted the R&D loader", "Resolve INC-1", "What fixed it", "restarted the R&D loader")]
    [InlineData("status resolved it was the disk", "Resolve INC-1", "What fixed it", "it was the disk")]
    [InlineData("status fixing", null, "Status", "Fixing")]
    [InlineData("status monitorin", null, "Status", "Monitoring: fixed, we watch it")]
    [InlineData("status waits for the vendor", "Update INC-1", "What is new", "waits for the vendor")]
    [InlineData("status root cause found", "Update INC-1", "What is new", "root cause found")]
    [InlineData("status closer to the cause", "Update INC-1", "What is new", "closer to the cause")]
    [InlineData("status resolver restarted", "Update INC-1", "What is new", "resolver restarted")]
    [InlineData("status mirror is behind", "Update INC-1", "What is new", "mirror is behind")]
    [InlineData("severity minor still only reports", "Update INC-1", "What is new", "still only reports")]
    [InlineData("severity purple rain falls", "Update INC-1", "What is new", "purple rain falls")]
    [InlineData("lead zoe knows the loader", "Update INC-1", "What is new", "zoe knows the loader")]
    [InlineData("severity 2", null, "Severity", "Major: wants somebody today")]
    [InlineData("severity 3", null, "Severity", "Minor: can wait for working hours")]
    [InlineData("severity 1", null, "Severity", "Critical: wants somebody now")]
    [InlineData("severity critical 1", null, "Severity", "Critical: wants somebody now")]
    [InlineData("severity 1 critical", null, "Severity", "Critical: wants somebody now")]
    [InlineData("severity minor -> major", null, "Severity", "Major: wants somebody today")]
    [InlineData("severity minor->major", null, "Severity", "Major: wants somebody today")]
    [InlineData("severity major→critical a->b", null, "Why", "a->b")]
    [InlineData("severity major → critical", null, "Severity", "Critical: wants somebody now")]
    [InlineData("severity to critical", null, "Severity", "Critical: wants somebody now")]
    [InlineData("sev1", null, "Severity", "Critical: wants somebody now")]
    [InlineData("status to fixing", null, "Status", "Fixing")]
    [InlineData("status = fixing", null, "Status", "Fixing")]
    [InlineData("status acknowledged", null, "Status", "Investigating")]
    [InlineData("status monitor", null, "Status", "Monitoring: fixed, we watch it")]
    [InlineData("status fix", null, "Status", "Fixing")]
    [InlineData("status identify", null, "Status", "Fixing")]
    [InlineData("status triaged", null, "Status", "Investigating")]
    [InlineData("status watching", null, "Status", "Monitoring: fixed, we watch it")]
    [InlineData("status reopen", null, "Status", "Investigating")]
    [InlineData("status over", "Resolve INC-1", "What fixed it", "")]
    [InlineData("mitigated", null, "Status", "Monitoring: fixed, we watch it")]
    [InlineData("lead to @ben", null, "Lead", "@ben")]
    [InlineData("lead is @ben", null, "Lead", "@ben")]
    [InlineData("assign ben", null, "Lead", "@ben")]
    [InlineData("assign to ben", null, "Lead", "@ben")]
    [InlineData("handoff to @ben", null, "Lead", "@ben")]
    [InlineData("owner @ben", null, "Lead", "@ben")]
    [InlineData("assign 1 @ben", null, "Lead", "@ben")]
    [InlineData("rename to Refunds are missing", null, "Name", "Refunds are missing")]
    [InlineData("rename to-do list", null, "Name", "to-do list")]
    [InlineData("close fixed by retry", "Resolve INC-1", "What fixed it", "fixed by retry")]
    [InlineData("close #inc-1-orders-are-late retry", "Resolve INC-1", "What fixed it", "retry")]
    [InlineData("severity critical customers call", null, "Severity", "Critical: wants somebody now")]
    [InlineData("severity critical customers call", null, "Why", "customers call")]
    [InlineData("decline only a test", null, "Status", "Declined: not an incident")]
    [InlineData("lead @ben", null, "Lead", "@ben")]
    [InlineData("lead me", null, "Lead", "@ana")]
    [InlineData("lead @ben carter", null, "Lead", "@ben")]
    [InlineData("lead Carter", null, "Lead", "@ben")]
    [InlineData("lead BEN knows the loader", null, "Lead", "@ben")]
    [InlineData("lead BEN knows the loader", null, "Why", "knows the loader")]
    [InlineData("severity sev1", null, "Severity", "Critical: wants somebody now")]
    [InlineData("severity sev 2 only reports", null, "Severity", "Major: wants somebody today")]
    [InlineData("severity sev 2 only reports", null, "Why", "only reports")]
    [InlineData("severity P1", null, "Severity", "Critical: wants somebody now")]
    [InlineData("severity high", null, "Severity", "Major: wants somebody today")]
    [InlineData("severity critcal", null, "Severity", "Critical: wants somebody now")]
    [InlineData("status p1", null, "Severity", "Critical: wants somebody now")]
    [InlineData("status 3 of 5 tables are loaded", "Update INC-1", "What is new", "3 of 5 tables are loaded")]
    [InlineData("status mitigated", null, "Status", "Monitoring: fixed, we watch it")]
    [InlineData("status fixed", "Resolve INC-1", "What fixed it", "")]
    public async Task In_its_channel_a_verb_means_the_incident_and_the_words_go_along(
        string typed, string? title, string field, string value)
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ben.Slash("/incident list");
        await afternoon.Ana.Slash($"/incident {typed}", Channel);
        Assert.Contains(title ?? "INC-1", afternoon.Ana.Modal.Title, StringComparison.Ordinal);
        Assert.Equal(value, afternoon.Ana.Modal.Value(field));
    }

    [Theory]
    [InlineData("lead zoe", "No one called “zoe” is known here: choose below.", "Why", "")]
    [InlineData("severity purple", "“purple” is no severity: choose below.", "Why", "")]
    [InlineData("status purple", "“purple” is no status: choose below.", "Why", "")]
    [InlineData("status closed_", "INC-1 cannot go from", "Status", "Declined: not an incident")]
    public async Task A_word_that_means_nothing_is_said_in_the_form(string typed, string said, string field, string value)
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ben.Slash("/incident list");
        if (typed.StartsWith("status closed", StringComparison.Ordinal))
        {
            await afternoon.Ana.Slash("/incident decline 1");
            await afternoon.Ana.Modal.Submit();
        }

        await afternoon.Ana.Slash($"/incident {typed}", Channel);
        Assert.Contains(said, afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Equal(value, afternoon.Ana.Modal.Value(field));
    }

    [Fact]
    public async Task A_mentioned_channel_is_its_incident_whatever_it_is_called()
    {
        await using var afternoon = await With("Orders are late", "Refunds");
        await afternoon.Ana.Renames(Channel, "orders-war-room");
        await afternoon.Ana.Slash("/incident resolve #orders-war-room a retry", "#data-team");
        Assert.Equal("Resolve INC-1", afternoon.Ana.Modal.Title);
        Assert.Equal("a retry", afternoon.Ana.Modal.Value("What fixed it"));
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Slash("/incident update 2 same cause as #orders-war-room", "#data-team");
        Assert.Equal("Update INC-2", afternoon.Ana.Modal.Title);
        Assert.Equal("same cause as #orders-war-room", afternoon.Ana.Modal.Value("What is new"));
    }

    [Fact]
    public async Task A_name_that_several_have_is_said_with_all_of_them()
    {
        await using var afternoon = await With("Orders are late");
        await afternoon.Ben.Slash("/incident list");
        await afternoon.Finn.Slash("/incident list");
        afternoon.Workspace.People.Change("ben", p => p.Handle = "Zoë Smith");
        afternoon.Workspace.People.Change("finn", p => p.Handle = "Zoe Jones");
        await afternoon.Settle();
        await afternoon.Ana.Slash("/incident lead zoe", Channel);
        var said = afternoon.Ana.Modal.Text;
        Assert.Contains("“zoe” can be Zoe Jones or Zoë Smith: choose below.", said, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident lead zoe smith please", Channel);
        Assert.Contains("Smith", afternoon.Ana.Modal.Value("Lead"), StringComparison.Ordinal);
        Assert.Equal("please", afternoon.Ana.Modal.Value("Why"));
    }

    [Fact]
    public async Task What_can_be_done_becomes_the_form_that_was_chosen_in_it()
    {
        await using var afternoon = await With("Orders are late");
        foreach (var button in (string[])["Update", "Change", "Resolve", "See the timeline", "Declare another"])
        {
            await afternoon.Ana.Slash("/incident", Channel);
            var menu = afternoon.Ana.Modal.View.Id;
            await afternoon.Ana.Modal.Press(button);
            Assert.NotEqual("INC-1", afternoon.Ana.Modal.Title);
            Assert.Equal(menu, afternoon.Ana.Modal.View.Id);
        }

        await afternoon.Ana.Slash("/incident", Channel);
        var form = await afternoon.Ana.Modal.Press("Resolve");
        await form.Fill("What fixed it", "A retry").Submit();
        Assert.Null(afternoon.Ana.ModalOrNone);
        await afternoon.Ana.Slash("/incident", Channel);
        await afternoon.Ana.Modal.Press("Reopen");
        Assert.StartsWith("INC-1 is open again.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Slash("/incident", Channel);
        await afternoon.Ben.Slash("/incident resolve", Channel);
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ana.Modal.Press("Resolve");
        Assert.Contains("INC-1 is resolved already.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }
}
