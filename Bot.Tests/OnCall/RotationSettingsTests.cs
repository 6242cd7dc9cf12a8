using Bot.OnCall.Rows;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.OnCall;

/// <summary>What a rotation can have of its own: hours, a channel, owners.</summary>
public sealed class RotationSettingsTests
{
    [Fact]
    public async Task In_own_zones_the_responders_clock_decides_and_a_move_is_followed()
    {
        // In London it is 10:00, in New York 05:00.
        await using var afternoon = await Begin(
            m => m.ChoosePeople("Members", "ben", "ana").Choose("Hours are in", "Each responder's own"));
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees("Out of hours now; hours open today at 2:00 PM.");
        afternoon.Workspace.People.Change("ben", ben => ben.Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        await afternoon.Settle();
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees("In hours until today at 4:00 PM.");
        Assert.Equal("Each responder's own time zone", (await Afternoon.Settings(afternoon.Ana)).Value("Hours are in"));
    }

    [Fact]
    public async Task Hand_off_and_requests_are_said_in_the_rotations_own_channel_and_edited_to_the_outcome()
    {
        await using var afternoon = await Begin(
            m => m.ChoosePeople("Members", "ana", "ben", "chloe").ChooseChannel("Channel", "engineering")
                .ChoosePeople("Owners", "finn"));
        afternoon.Finn.Sees("@ana is on call until", "#engineering");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Submit();
        var request = afternoon.Finn.Sees("ana asks for cover", "#engineering");
        Assert.Equal(["I take it", "Can't"], request.Buttons);
        await afternoon.Ben.Sees("ana asks for cover", "#engineering").Click("Can't");
        Assert.Contains("1 of 2 can't.", request.Text, StringComparison.Ordinal);
        await request.Click("I take it");
        afternoon.Finn.Sees("Only those who were asked can take it.");

        await afternoon.Pass(TimeSpan.FromMinutes(20));
        Assert.Equal("Nobody has taken it yet. @finn", Assert.Single(request.Replies).Text);
        Assert.Null(afternoon.Finn.Look("is not taken yet"));
        await afternoon.Chloe.Sees("asks for cover").Click("I take it");
        Assert.Contains("chloe has taken it.", request.Text, StringComparison.Ordinal);
        Assert.Empty(request.Buttons);
    }

    [Fact]
    public async Task Owners_who_are_there_are_all_called_when_nobody_answers()
    {
        await using var afternoon = await Begin(
            m => m.ChoosePeople("Members", "ben", "chloe").ChoosePeople("Owners", "emi", "finn"));
        afternoon.Workspace.People.Change("emi", emi => emi.Deleted = true);
        await afternoon.Ben.Slash("/cover");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await afternoon.Ivy.Joins("#data-incidents");
        Assert.Contains("is not taken yet. @ana @finn", afternoon.Ivy.Sees("cover for ben").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("old-migration", "This channel is archived.")]
    [InlineData("data-leads", "The bot can join public channels only.")]
    public async Task A_channel_that_the_bot_cannot_join_is_refused_in_its_field(string channel, string why)
    {
        await using var afternoon = await Begin(m => m.ChoosePeople("Members", "ana").ChooseChannel("Channel", channel));
        Assert.StartsWith(why, afternoon.Ana.Modal.Errors["Channel"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rotation_that_has_ended_is_gone_from_then_on_and_its_past_stays()
    {
        await using var afternoon = await Begin(m => m.ChoosePeople("Members", "ana", "ben"));
        var (database, start) = (afternoon.Get<Database>(), afternoon.Clock.GetUtcNow());
        await afternoon.Pass(TimeSpan.FromDays(1));
        var id = database.Read(db => RotationStore.All(db, start))[0].Id;
        Assert.True(await database.Change(tx => RotationStore.End(tx, id, "test")));
        Assert.False(await database.Change(tx => RotationStore.End(tx, id, "test")));
        Assert.Empty(database.Read(db => OnCallAnswers.All(db, afternoon.Clock.GetUtcNow())));
        Assert.Equal(afternoon.Ana.Id, database.Read(db => OnCallAnswers.Answering(db, null, start))!.Answer.Person);
    }

    static async Task<Afternoon> Begin(Func<Modal, Modal> fill)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await fill(await afternoon.Ana.Modal.Press("More settings")).Submit();
        return afternoon;
    }
}
