using System.Globalization;
using Bot.Sandbox;
using Bot.Tests.Laws;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>An incident is declared in private: who comes in, and who is called.</summary>
public sealed class PrivateDeclareTests
{
    [Fact]
    public async Task Only_those_named_are_in_its_channel_and_nothing_is_said_elsewhere()
    {
        await using var afternoon = await Begin();
        Assert.Equal(ConversationKind.Private, afternoon.Workspace.Conversations[Channel.TrimStart('#')].Kind);
        Assert.Equal(["chloe", "finn"], afternoon.People(Channel));
        Assert.Contains("only who is in this channel sees it", afternoon.Card(afternoon.Finn).Text, StringComparison.Ordinal);
        Assert.Contains("Lead: chloe", afternoon.Card(afternoon.Finn).Text, StringComparison.Ordinal);
        Assert.Null(afternoon.Chloe.Look("ayroll", "#data-incidents"));
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task The_form_says_what_private_means_and_offers_its_declarer_as_lead()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Chloe.Slash($"/incident declare {Name}");
        Assert.Equal("@ana", afternoon.Chloe.Modal.Value("Lead"));
        var form = await afternoon.Chloe.Modal.Tick("Private: only those named see it");
        Assert.Equal("@chloe", form.Value("Lead"));
        Assert.Equal(Name, form.Value("Name"));
        Assert.Contains("announced nowhere, and nobody else is called", form.Text, StringComparison.Ordinal);
        Assert.Contains("You lead, so nobody else is called.", form.Text, StringComparison.Ordinal);
        form = await form.Tick("Private: only those named see it", on: false);
        Assert.Equal("@ana", form.Value("Lead"));
        Assert.DoesNotContain("Who else sees it", form.Fields);
    }

    [Fact]
    public async Task Whom_an_admin_named_for_private_matters_is_let_in()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.ChoosePeople("People for private matters", "gwen", "dev").Submit();
        var form = await Form(afternoon, Name);
        Assert.Contains("@gwen, @dev see it as well", form.Text, StringComparison.Ordinal);
        await form.Submit();
        Assert.Equal(["chloe", "dev", "gwen"], afternoon.People(Channel));
        afternoon.Ivy.KnowsNothing();
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.ChoosePeople("People for private matters").Submit();
        Assert.Null(afternoon.Ivy.ModalOrNone);
    }

    [Fact]
    public async Task Another_lead_is_called_in_its_channel_alone()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await (await Form(afternoon, Name)).ChoosePeople("Lead", "dev").Submit();
        Assert.Equal(["chloe", "dev"], afternoon.People(Channel));
        Assert.Equal(["dev"], afternoon.Dev.Messages(Channel).Single(m => m.Notified.Count > 0).Notified);
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task Where_the_lead_does_not_answer_others_inside_are_asked_and_nobody_else()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await (await Form(afternoon, Name)).Choose("Severity", "Critical: wants somebody now")
            .ChoosePeople("Lead", "dev").ChoosePeople("Who else sees it", "finn").Submit();
        for (var minute = 0; minute < 90; minute += 5) await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.Contains(afternoon.Finn.Messages(Channel), m => m.Notified.Contains("finn"));
        Assert.Equal(["chloe", "dev", "finn"], afternoon.People(Channel));
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task Whoever_left_is_not_called_by_a_button_that_was_drawn_before_and_that_is_said()
    {
        await using var afternoon = await Afternoon.Begin();
        // It is night where Emi is: she is not asked by herself, and offered once Dev has not answered.
        await (await Form(afternoon, Name)).Choose("Severity", "Critical: wants somebody now")
            .ChoosePeople("Lead", "dev").ChoosePeople("Who else sees it", "emi").Submit();
        for (var minute = 0; minute < 60; minute += 5) await afternoon.Pass(TimeSpan.FromMinutes(5));
        var press = afternoon.Card(afternoon.Chloe).Aim("Call emi now");
        await afternoon.Emi.Leaves(Channel);
        await press();
        afternoon.Chloe.Sees("emi is not in this private incident any more, so nobody was called.", Channel);
        Assert.Equal(["chloe", "dev"], afternoon.People(Channel));
        Assert.DoesNotContain(afternoon.Chloe.Messages(Channel), m => m.Notified.Contains("emi"));
        Assert.DoesNotContain("Call emi now", afternoon.Card(afternoon.Chloe).Buttons);
    }

    [Fact]
    public async Task The_group_of_the_rotation_is_not_called_at_night()
    {
        await using var afternoon = await Afternoon.Begin(
            DateTimeOffset.Parse("2026-03-03T22:00:00Z", CultureInfo.InvariantCulture));
        await afternoon.RotationOfIvy("on-call-engineers", "ana", "ben");
        await (await Form(afternoon, Name)).Choose("Severity", "Critical: wants somebody now")
            .ChoosePeople("Lead", "dev").Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        Assert.Equal(["chloe", "dev"], afternoon.People(Channel));
        Assert.DoesNotContain(
            afternoon.Chloe.Messages(Channel), m => m.Text.Contains("on-call-engineers", StringComparison.Ordinal));
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task Who_takes_over_the_shift_gets_nothing_of_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await (await Form(afternoon, Name)).ChoosePeople("Lead", "ana").Submit();
        afternoon.Ana.Sees("INC-1", Channel);
        for (var day = 0; day < 8; day++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.DoesNotContain("ben", afternoon.People(Channel));
        afternoon.Ben.KnowsNothing();
    }

    /// <summary>The manifest without what private channels need.</summary>
    static string WithoutGroups => string.Join('\n', Manifest.Text.Split('\n').Where(line =>
        !line.Trim().StartsWith("- group", StringComparison.Ordinal) && line.Trim() != "- message.groups"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_Slack_makes_none_it_is_said_how_and_a_channel_made_by_hand_is_taken(bool isRefused)
    {
        await using var afternoon = await Afternoon.Begin(manifest: isRefused ? null : WithoutGroups);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        if (isRefused) afternoon.Workspace.Faults.On("conversations.create").Refuse("restricted_action");
        await (await Form(afternoon, Name)).ChoosePeople("Who else sees it", "finn").Submit();
        Assert.Contains("type /incident there", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        await afternoon.Chloe.Modal.CloseAll();
        afternoon.Chloe.Sees("INC-1 Payroll is leaked has no channel yet.");
        await afternoon.Pass(TimeSpan.FromHours(2));
        afternoon.NobodyElseKnows();

        const string Room = "#payroll-room";
        await afternoon.Chloe.Creates(Room, isPrivate: true);
        await afternoon.Chloe.Slash("/incident", Room);
        await afternoon.Chloe.Modal.Press("Use this channel");
        Assert.Contains("The bot is not in this channel", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        await afternoon.Chloe.Modal.CloseAll();
        await afternoon.Chloe.Invites(Room, afternoon.App.BotUser.Id);
        await afternoon.Chloe.Slash("/incident", Room);
        await afternoon.Chloe.Modal.Press("Use this channel");
        await afternoon.Chloe.Modal.CloseAll();
        afternoon.Chloe.Sees("INC-1", Room);
        afternoon.Chloe.Sees($"goes on in {Room}");
        await afternoon.Chloe.Slash("/incident", Room);
        Assert.Equal("INC-1", afternoon.Chloe.Modal.Title);
        await afternoon.Pass(TimeSpan.FromHours(2));
        afternoon.NobodyElseKnows();
        // Without the scopes Slack refuses some of it, which the sandbox notes.
        if (!isRefused) afternoon.Workspace.ProblemLog.Clear();
    }

    [Fact]
    public async Task A_channel_that_others_can_read_is_not_taken()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Faults.On("conversations.create").Refuse("restricted_action");
        await (await Form(afternoon, Name)).Submit();
        await afternoon.Chloe.Modal.CloseAll();
        await afternoon.Chloe.Slash("/incident", "#general");
        await afternoon.Chloe.Modal.Press("Use this channel");
        Assert.Contains("Others can read this channel", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        await afternoon.Chloe.Modal.CloseAll();
        await afternoon.Chloe.Slash("/incident", "#general");
        await afternoon.Chloe.Modal.Press("Declare another");
        Assert.Equal("Declare an incident", afternoon.Chloe.Modal.Title);
        afternoon.NobodyElseKnows();
    }
}
