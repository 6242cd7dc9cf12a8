using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>Who counts as there: the lead by whatever they do, whoever else was asked only by saying so.</summary>
public sealed class ThereTests
{
    const string Critical = "Critical: wants somebody now", Minor = "Minor: can wait for working hours";
    const string Channel = "#inc-1-orders-are-late", Group = "on-call-engineers";
    static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    static async Task<Afternoon> Rotation(double hour, string? group = null)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.RotationOfIvy(group, "ana", "chloe");
        await afternoon.Until(Tuesday.AddHours(hour));
        return afternoon;
    }

    static async Task Declare(Member by, string severity, string? lead = null)
    {
        await by.Slash("/incident Orders are late");
        var form = by.Modal.Choose("Severity", severity);
        if (lead is not null) form = await form.ChoosePeople("Lead", lead);
        await form.Submit();
        await by.Modal.Close();
    }

    static async Task Severity(Member by, string severity)
    {
        await by.Slash("/incident status 1");
        await by.Modal.Choose("Severity", severity).Submit();
    }

    static async Task Hand(Member by, string lead)
    {
        await by.Slash("/incident status 1");
        await by.Modal.ChoosePeople("Lead", lead).Submit();
    }

    static int Calls(Afternoon afternoon, params string[] people) => afternoon.Workspace.Notifications.Count(n =>
        people.Contains(n.Person.Handle) && n.Message.Text.StartsWith("INC-1 ", StringComparison.Ordinal));

    static SeenMessage Card(Member reader) => Assert.Single(reader.Messages(Channel), m => m.IsPinned);

    [Fact]
    public async Task A_no_of_somebody_who_was_asked_and_a_look_of_theirs_end_no_asking()
    {
        await using var afternoon = await Rotation(10);
        await Declare(afternoon.Finn, Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        afternoon.Chloe.Sees("ana has not answered", Channel);
        await afternoon.Chloe.Says(Channel, "Sorry, I am on a train, cannot");
        await Card(afternoon.Chloe).Choose("…", "Timeline");
        await afternoon.Chloe.Modal.Close();
        await afternoon.Pass(TimeSpan.FromMinutes(16));
        Assert.Equal(1, Calls(afternoon, "ivy"));
        Assert.Contains("Waits for ana", Card(afternoon.Finn).Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident ack 1", "#data-team");
        afternoon.Ana.Sees("You lead INC-1 now.");
    }

    [Theory]
    [InlineData("takes over")]
    [InlineData("declares and leads")]
    [InlineData("updates")]
    [InlineData("writes")]
    public async Task Whoever_did_something_here_a_moment_ago_is_called_at_night_for_what_got_worse(string how)
    {
        await using var afternoon = await Rotation(10);
        var lead = how is "takes over" or "declares and leads" ? afternoon.Chloe : afternoon.Ana;
        if (how != "declares and leads")
        {
            await Declare(afternoon.Finn, Minor);
            await Card(afternoon.Ana).Click("I'm on it");
        }

        await afternoon.Until(Tuesday.AddHours(22));
        if (how == "declares and leads") await Declare(lead, Minor, "chloe");
        else if (how == "takes over") await Card(lead).Click("Take over");
        else if (how == "writes") await lead.Says(Channel, "Still on it");
        else
        {
            await lead.Slash("/incident update 1");
            await lead.Modal.Fill("What is new", "Still on it").Submit();
        }

        var before = Calls(afternoon, lead.Person.Handle);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await Severity(afternoon.Gwen, Critical);
        Assert.Equal(before + 1, Calls(afternoon, lead.Person.Handle));
        Assert.DoesNotContain("Nobody is called", Card(afternoon.Gwen).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_typed_under_the_direct_message_that_calls_is_heard(bool inThread)
    {
        await using var afternoon = await Rotation(10);
        await Declare(afternoon.Finn, Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        var asked = afternoon.Ana.Sees("It has waited 5 min for you");
        if (inThread) await asked.Reply("On it, give me two minutes");
        else await afternoon.Ana.Says(asked.Posted.Conversation.Id, "On it, give me two minutes");
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        Assert.Equal(0, Calls(afternoon, "chloe", "ivy"));
        Assert.Contains("Investigating", Card(afternoon.Finn).Text, StringComparison.Ordinal);
        Assert.Null(afternoon.Ana.Look("I only understand"));
        await afternoon.Ana.Says(asked.Posted.Conversation.Id, "Who is on call?");
        afternoon.Ana.Sees("I only understand");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_goes_to_and_fro_within_a_minute_calls_once(bool atNight)
    {
        await using var afternoon = await Rotation(atNight ? 22 : 10, Group);
        await Declare(afternoon.Finn, Minor);
        var before = Calls(afternoon, "ana", "gwen");
        foreach (var severity in new[] { Critical, Minor, Critical, Minor, Critical })
        {
            await Severity(afternoon.Emi, severity);
            await afternoon.Pass(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(before + 1, Calls(afternoon, "ana", "gwen"));
    }

    [Fact]
    public async Task Whoever_is_handed_it_twice_within_a_minute_is_called_once()
    {
        await using var afternoon = await Rotation(10);
        await Declare(afternoon.Finn, Critical);
        var before = (Calls(afternoon, "ana"), Calls(afternoon, "chloe"));
        foreach (var lead in new[] { "chloe", "ana", "chloe", "ana" })
        {
            await Hand(afternoon.Emi, lead);
            await afternoon.Pass(TimeSpan.FromSeconds(5));
        }

        Assert.Equal((before.Item1, before.Item2 + 1), (Calls(afternoon, "ana"), Calls(afternoon, "chloe")));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    public async Task The_group_is_rung_though_the_bot_was_down_when_hours_closed(int minutes)
    {
        await using var afternoon = await Rotation(15.5, Group);
        await Declare(afternoon.Finn, Critical);
        await afternoon.Until(Tuesday.AddHours(16).AddMinutes(50));
        await afternoon.Stop();
        afternoon.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await afternoon.Start();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.True(Calls(afternoon, "gwen") > 0);
    }

    [Fact]
    public async Task Whoever_worked_an_earlier_part_of_the_shift_is_not_the_next()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn", "chloe");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Chloe.Sees("I take it").Click("I take it");
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        await afternoon.Chloe.Sees("You cover @ana").Click("Cancel cover");
        await Declare(afternoon.Gwen, Critical);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal((1, 0), (Calls(afternoon, "finn"), Calls(afternoon, "chloe")));
    }
}
