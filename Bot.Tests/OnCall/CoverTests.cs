using System.Text.RegularExpressions;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.OnCall;

public sealed partial class CoverTests
{
    [Fact]
    public async Task Sick_at_twenty_to_nine_and_covered_at_twenty_past()
    {
        await using var afternoon = await Begin("2026-03-03T08:40Z", "ana", "ben", "chloe");
        await afternoon.Ana.Slash("/cover");
        var modal = afternoon.Ana.Modal;
        Assert.Equal("@ana", modal.Value("For"));
        Assert.Contains(
            "now – Mon 9 Mar 09:00, times in Europe/London\n2 people are asked now, in direct messages.", modal.Text,
            StringComparison.Ordinal);
        await modal.Choose("Hours", "Today");
        Assert.Contains("now – the end of today, times in Europe/London", modal.Text, StringComparison.Ordinal);
        Assert.Contains(
            "If nobody has by Tue 3 Mar 08:55, the announcement channel is told.", modal.Text, StringComparison.Ordinal);
        await modal.Submit();
        Assert.Contains(
            "2 people are asked now, in direct messages. It is out of hours for @ben, who is asked all the same.", modal.Text,
            StringComparison.Ordinal);
        Assert.Equal(["I take it", "Can't"], afternoon.Ben.Sees("@ana asks for cover as Data responder").Buttons);

        await afternoon.Until(At("2026-03-03T08:55Z"));
        await afternoon.Finn.Joins("#data-incidents");
        afternoon.Finn.Sees("Data responder: cover for ana");
        await afternoon.Until(At("2026-03-03T09:20Z"));
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        afternoon.Ana.DoesNotSee("covers you");

        await afternoon.Chloe.Sees("asks for cover").Click("I take it");
        Assert.Equal([afternoon.Chloe.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        afternoon.Chloe.Sees("You cover @ana as Data responder, today at 10:20 AM – tomorrow at 1:00 AM");
        afternoon.Ben.Sees("chloe has taken it.");
        Assert.Empty(afternoon.Ben.Sees("chloe has taken it.").Buttons);
        afternoon.Finn.Sees("chloe has taken it.");
        afternoon.Ana.Sees("@chloe covers you as Data responder, today at 9:20 AM – the end of today.");
        Assert.Equal(1, afternoon.Ana.Messages().Count(m => m.Channel == "(direct)"));
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);

        await afternoon.Until(At("2026-03-04T09:00Z"));
        await Agree(afternoon, afternoon.Ana, null);
    }

    [Fact]
    public async Task Both_are_told_when_either_cancels()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ben.Sees("asks for cover").Click("I take it");
        await Agree(afternoon, afternoon.Ben, afternoon.Ana);
        await afternoon.Pass(TimeSpan.FromHours(2));
        await afternoon.Ben.Slash("/cover mine");
        await afternoon.Ben.Sees("You cover @ana").Click("Cancel cover");
        await Agree(afternoon, afternoon.Ana, null);
        afternoon.Ana.Sees("@ben cancelled. You are on call again as Data responder, now, until Mar 9");
        Assert.Single(afternoon.Ana.Messages(), m => m.Channel == "(direct)");
        afternoon.Ben.Sees("You cancelled the cover.");
    }

    [Fact]
    public async Task A_question_whose_answer_from_Slack_was_lost_is_looked_up_and_asked_once()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ana.Slash("/cover");
        afternoon.Workspace.Faults.On("chat.postMessage").LoseResponse();
        await afternoon.Ana.Modal.Submit();
        Assert.Single(afternoon.Ben.Messages(), m => m.Text.Contains("asks for cover", StringComparison.Ordinal));
        Assert.Contains(afternoon.Workspace.Log.Entries, e => e.Name == "conversations.history");
        await afternoon.Ben.Sees("asks for cover").Click("I take it");
        await Agree(afternoon, afternoon.Ben, afternoon.Ana);
    }

    [Fact]
    public async Task A_question_whose_answer_from_Slack_was_lost_ends_with_its_request_all_the_same()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Submit();
        // Posted, and the bot does not know of it yet.
        await afternoon.Get<Database>().Change(tx =>
            Dapper.SqlMapper.Execute(tx.Db, "update posts set ts = null, hash = null where slot like 'cover_request:%:ask:%'"));
        await afternoon.Ana.Slash("/cover requests");
        await afternoon.Ana.Sees("You need cover").Click("Cancel the request");
        Assert.Empty(afternoon.Ben.Sees("ana cancelled the request.").Buttons);
        Assert.Single(afternoon.Ben.Messages(), m => m.Channel == "(direct)");
    }

    [Fact]
    public async Task A_request_is_cancelled_while_it_is_open()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/cover requests");
        await afternoon.Ana.Sees("You need cover").Click("Cancel the request");
        afternoon.Ben.Sees("ana cancelled the request.");
        await afternoon.Ana.Slash("/cover requests");
        afternoon.Ana.Sees("Nobody is waiting for cover.");
        await Agree(afternoon, afternoon.Ana, null);
    }

    [Fact]
    public async Task Hours_are_taken_and_the_other_is_told()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Chloe.Slash("/cover take");
        await afternoon.Chloe.Modal.Choose("Hours", "Today").Fill("Why", "agreed with Ana").Submit();
        afternoon.Ana.Sees("@chloe covers you as Data responder, today at 10:00 AM – the end of today.");
        afternoon.Ana.Sees("agreed with Ana");
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);
        await afternoon.Ana.Sees("@chloe covers you").Click("Cancel cover");
        await Agree(afternoon, afternoon.Ana, null);
        afternoon.Chloe.Sees("@ana cancelled: you are not on call as Data responder any more, @ana is.");
    }

    [Fact]
    public async Task Taking_hours_that_are_asked_for_answers_the_request()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Choose("Hours", "Today").Submit();
        await afternoon.Chloe.Slash("/cover take");
        await afternoon.Chloe.Modal.Submit();
        afternoon.Ben.Sees("chloe has taken it.");
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);
    }

    [Fact]
    public async Task Other_hours_of_a_coming_shift_are_asked_for()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover");
        var modal = afternoon.Ben.Modal;
        await modal.Choose("Hours", "Other");
        await modal.PickDate("From", "2026-03-10").PickTime("From time", "09:00").PickDate("Until", "2026-03-17")
            .PickTime("Until time", "09:00").Submit();
        Assert.Contains("Choose hours inside it", modal.Errors["Until"], StringComparison.Ordinal);
        await modal.PickDate("Until", "2026-03-11").Submit();
        await afternoon.Until(At("2026-03-06T09:00Z"));
        Assert.Equal(2, afternoon.Chloe.Messages().Count(m => m.Text.Contains("@ben asks for cover", StringComparison.Ordinal)));
        await afternoon.Chloe.Sees("@ben asks for cover").Click("I take it");
        await afternoon.Until(At("2026-03-09T16:00Z"));
        await Agree(afternoon, afternoon.Ben, null);
        await afternoon.Until(At("2026-03-10T09:00Z"));
        await Agree(afternoon, afternoon.Chloe, afternoon.Ben);
        await afternoon.Until(At("2026-03-11T09:00Z"));
        await Agree(afternoon, afternoon.Ben, null);
    }

    // At ten in London it is five in New York and half past three in Kolkata.
    [Fact]
    public async Task The_form_says_who_is_asked_now_and_who_when_their_own_hours_open()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "dev");
        await afternoon.Ana.Slash("/cover");
        Assert.Contains(
            "2 people are asked now, in direct messages. It is out of hours for @ben, who is asked all the same.",
            afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Choose("Shift", "Mon 23 – Mon 30 Mar");
        Assert.Contains(
            "One person is asked now, in direct messages. @ben is asked when their own hours open, Tue 3 Mar 14:00.",
            afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Submit();
        afternoon.Dev.Sees("@ana asks for cover");
        afternoon.Ben.DoesNotSee("@ana asks for cover");
        await afternoon.Until(At("2026-03-03T14:00Z"));
        afternoon.Ben.Sees("@ana asks for cover");

        await afternoon.Ana.Slash("/cover take");
        await afternoon.Ana.Modal.Choose("Shift", "ben: Mon 9 – Mon 16 Mar");
        Assert.Contains("in the place of @ben, who is told.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Until(At("2026-03-03T23:00Z"));
        await afternoon.Ana.Modal.Choose("Hours", "Whole shift");
        Assert.Contains(
            "in the place of @ben, who is told when their hours open.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_cancelled_before_anybody_heard_of_it_is_told_to_nobody()
    {
        await using var afternoon = await Begin("2026-03-03T23:00Z", "ana", "ben", "chloe");
        await afternoon.Chloe.Slash("/cover take");
        await afternoon.Chloe.Modal.Choose("Shift", "ben: Mon 9 – Mon 16 Mar").Submit();
        await afternoon.Chloe.Modal.Close();
        await afternoon.Chloe.Slash("/cover mine");
        await afternoon.Chloe.Sees("You cover @ben").Click("Cancel cover");
        afternoon.Chloe.Sees("The cover is cancelled. ben has the remaining hours again.");
        await afternoon.Until(At("2026-03-04T18:00Z"));
        Assert.DoesNotContain(afternoon.Ben.Messages(), m => m.Channel == "(direct)");
    }

    [Fact]
    public async Task Who_asks_for_a_fellow_member_is_not_among_those_to_ask()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover @ana");
        Assert.Equal("@chloe", afternoon.Ben.Modal.Value("Whom to ask"));
    }

    [Fact]
    public async Task The_form_knows_the_hours_of_whoever_is_chosen_in_it()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Choose("Shift", "Mon 16 – Mon 23 Mar").ChoosePeople("Whom to ask", "gwen");
        Assert.Contains(
            "@gwen is asked when their own hours open, Tue 3 Mar 17:00.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_asks_for_somebody_who_is_absent_and_all_are_told()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Emi.Slash("/cover @ana");
        await afternoon.Emi.Modal.Submit();
        afternoon.Ana.Sees("@emi has asked others to cover your shift");
        await afternoon.Ben.Sees("@emi asks, for @ana, for cover").Click("I take it");
        afternoon.Emi.Sees("@ben covers @ana as Data responder");
        afternoon.Ana.Sees("@ben covers you");
    }

    /// <summary>Who, group, incident lead and schedule say the same.</summary>
    internal static async Task Agree(Afternoon afternoon, Member responder, Member? away)
    {
        var (now, name) = (afternoon.Clock.GetUtcNow(), responder.Person.Handle);
        await afternoon.Dev.Slash("/cover who");
        var who = afternoon.Dev.Messages()
            .First(m => m.IsEphemeral && m.Text.Contains("on call until", StringComparison.Ordinal));
        Assert.Contains(
            responder == afternoon.Dev ? "you are on call" : $"@{name} is on call", who.Text, StringComparison.Ordinal);
        if (away is null) Assert.DoesNotContain("covering for", who.Text, StringComparison.Ordinal);
        else Assert.Contains($"covering for {away.Person.Handle}", who.Text, StringComparison.Ordinal);
        await afternoon.Dev.Slash("/cover schedule");
        var line = afternoon.Dev.Sees("· now –").Text.Split('\n').Single(l => l.Contains("· now –", StringComparison.Ordinal));
        Assert.Matches(
            $"^:telephone_receiver: @{name} · now – "
                + $"[^:]*{(away is null ? "" : $":left_right_arrow: covers @{away.Person.Handle}")}$",
            Times().Replace(line, ""));
        Assert.Equal([responder.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        var lead = afternoon.Get<Database>().Read(db => Bot.Incidents.Responder.At(db, null, now));
        if (lead.InHours) Assert.Equal(responder.Id, lead.Person);
    }

    [GeneratedRegex(@"\d:\d\d")]
    private static partial Regex Times();

    internal static async Task<Afternoon> Begin(string at, params string[] members)
    {
        var afternoon = await Afternoon.Begin(At(at));
        await afternoon.Rotation(members);
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    internal static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
