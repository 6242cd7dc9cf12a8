namespace Bot.Tests.Incidents;

/// <summary>
/// Others change what somebody is changing in an open form: nothing typed is lost, and pressing the button again is enough.
/// </summary>
public sealed class MeanwhileTests
{
    const string Channel = "#inc-1-orders-are-late", Major = "Major: wants somebody today",
        Critical = "Critical: wants somebody now";

    static async Task<Afternoon> Declared()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Finn.Slash("/incident Orders are late");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Modal.Close();
        return afternoon;
    }

    static string Card(Afternoon afternoon) => Assert.Single(afternoon.Finn.Messages(Channel), m => m.IsPinned).Text;

    static async Task Change(Bot.Sandbox.Member by, string field, string value)
    {
        await by.Slash("/incident status 1");
        await by.Modal.Choose(field, value).Submit();
        Assert.Null(by.ModalOrNone);
    }

    [Fact]
    public async Task The_form_says_who_did_what_when_and_the_same_button_again_is_enough()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident status 1");
        await Change(afternoon.Ana, "Severity", Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        await afternoon.Ben.Modal.Choose("Severity", Major).Fill("Why", "Only the report waits").Submit();
        var form = afternoon.Ben.Modal;
        Assert.StartsWith(
            ":warning: ana set the severity to Critical today at 5:00 AM. Press Save again to make it Major.", form.Text,
            StringComparison.Ordinal);
        Assert.Equal((Major, "Only the report waits"), (form.Value("Severity"), form.Value("Why")));
        Assert.Contains("Critical", Card(afternoon), StringComparison.Ordinal);
        await form.Submit();
        Assert.Null(afternoon.Ben.ModalOrNone);
        Assert.Contains("Investigating · Major\n", Card(afternoon), StringComparison.Ordinal);
        afternoon.Finn.Sees("Critical → Major: “Only the report waits”", Channel);
    }

    [Fact]
    public async Task What_the_person_left_alone_shows_what_others_made_of_it_and_stays_theirs()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident status 1");
        await Change(afternoon.Ana, "Severity", Critical);
        await Change(afternoon.Ana, "Who is affected", "Customers");
        await afternoon.Ben.Modal.Choose("Severity", Major).ChoosePeople("Lead", "chloe").Submit();
        Assert.Equal("Customers", afternoon.Ben.Modal.Value("Who is affected"));
        Assert.Equal("@chloe", afternoon.Ben.Modal.Value("Lead"));
        // Once more meanwhile: the form says so again.
        await Change(afternoon.Ana, "Severity", "Minor: can wait for working hours");
        await afternoon.Ben.Modal.Submit();
        Assert.Contains("ana set the severity to Minor", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Choose("Who is affected", "People inside the company").Submit();
        Assert.Null(afternoon.Ben.ModalOrNone);
        Assert.Contains("Major, affects people inside the company", Card(afternoon), StringComparison.Ordinal);
        Assert.Contains("chloe", Card(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_fields_are_several_sentences_and_a_lead_and_a_name_are_said_too()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident status 1");
        await afternoon.Ana.Slash("/incident status 1");
        await afternoon.Ana.Modal.Fill("Name", "Orders & refunds").ChoosePeople("Lead", "finn").Submit();
        await afternoon.Ben.Modal.Fill("Name", "All is late").ChoosePeople("Lead", "chloe").Submit();
        var text = afternoon.Ben.Modal.Text;
        foreach (var said in (string[])
            [
                "ana set the name to Orders & refunds today at 5:00 AM. Press Save again to make it All is late.",
                "ana set the lead to finn today at 5:00 AM. Press Save again to make it chloe.",
            ])
            Assert.Contains(said, text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Submit();
        Assert.Contains("INC-1 All is late", Card(afternoon), StringComparison.Ordinal);
        Assert.Contains("Waits for chloe", Card(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_keeps_its_text_where_its_status_is_none_any_more()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident update 1");
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ben.Modal.Fill("What is new", "Found it").Choose("Status", "Fixing").Submit();
        var form = afternoon.Ben.Modal;
        Assert.Contains(
            "ana resolved this today at 5:00 AM. Press Share again to add it as a note.",
            form.Text, StringComparison.Ordinal);
        Assert.Equal(("Found it", "Resolved"), (form.Value("What is new"), form.Value("Status")));
        Assert.Null(afternoon.Ana.Look("Found it", Channel));
        await form.Submit();
        Assert.Null(afternoon.Ben.ModalOrNone);
        afternoon.Ana.Sees("Note from ben", Channel);
        Assert.Contains("Resolved by ana", Card(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_redrawn_form_stands_under_its_field()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident status 1");
        await Change(afternoon.Ana, "Severity", Critical);
        await afternoon.Ben.Modal.Choose("Severity", Major).Submit();
        await afternoon.Ben.Modal.ChoosePeople("Lead", "gus").Submit();
        Assert.Contains("cannot lead", afternoon.Ben.Modal.Errors["Lead"], StringComparison.Ordinal);
        Assert.Contains("Critical", Card(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fixed_it_stays_in_the_form_that_asks_whether_the_alert_is_wrong()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(new { title = "dbt failed", status = "firing" });
        await afternoon.Alert(new { title = "dbt failed", status = "resolved" });
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Alert(new { title = "dbt failed", status = "firing" });
        await afternoon.Ana.Modal.Fill("What fixed it", "A retry").Submit();
        Assert.Contains("Still firing: dbt failed", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Equal("A retry", afternoon.Ana.Modal.Value("What fixed it"));
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        Assert.Null(afternoon.Ana.ModalOrNone);
        afternoon.Ana.Sees("What fixed it: A retry", "#inc-1-dbt-failed");
    }
}
