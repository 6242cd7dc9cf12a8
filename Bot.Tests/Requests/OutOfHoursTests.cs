using static Bot.Tests.Requests.Asking;

namespace Bot.Tests.Requests;

public sealed class OutOfHoursTests
{
    // A Tuesday evening.
    const string Evening = "2026-03-03T20:00:00Z";

    [Fact]
    public async Task Out_of_hours_whoever_asks_reads_once_an_evening_who_is_back_when_and_what_to_press()
    {
        await using var afternoon = await Begin(Evening);
        var asked = await afternoon.Finn.Says("#general", "@data-responder the export failed");
        var reply = Assert.Single(asked.Replies);
        Assert.Contains("It is out of hours for Data responder. ana is back", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('@', reply.Text);
        Assert.Equal(["Declare an incident"], reply.Buttons);
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Empty((await afternoon.Finn.Says("#general", "@data-responder is the import fine?")).Replies);
        Assert.Single((await afternoon.Gwen.Says("#general", "@data-responder is the bank told?")).Replies);
        await afternoon.Pass(TimeSpan.FromHours(23));
        Assert.Single((await afternoon.Finn.Says("#general", "@data-responder it failed once more")).Replies);
    }

    [Fact]
    public async Task The_button_of_the_reply_opens_the_form_that_declares()
    {
        await using var afternoon = await Begin(Evening);
        var asked = await afternoon.Finn.Says("#general", "@data-responder the export failed");
        await asked.Replies[0].Click("Declare an incident");
        await afternoon.Finn.Modal.Fill("Name", "The export failed").Submit();
        afternoon.Finn.Sees("INC-1");
    }

    [Fact]
    public async Task In_hours_nothing_is_replied()
    {
        await using var afternoon = await Begin();
        Assert.Empty((await afternoon.Finn.Says("#general", "@data-responder is it late?")).Replies);
    }

    [Fact]
    public async Task The_responder_reads_in_the_morning_what_was_asked_and_not_answered()
    {
        await using var afternoon = await Begin(Evening);
        await afternoon.Finn.Says("#general", "@data-responder the export failed");
        var done = await afternoon.Gwen.Says("#general", "@data-responder is it late?");
        await done.React("white_check_mark");
        await afternoon.Until(Home.SeenBriefs.At("2026-03-04T09:01:00Z"));
        var brief = Home.SeenBriefs.Brief(afternoon.Ana);
        Home.SeenBriefs.Says(brief, "1 request without an answer");
        Home.SeenBriefs.Says(brief, "the export failed");
        Home.SeenBriefs.SaysNot(brief, "is it late?");
    }
}
