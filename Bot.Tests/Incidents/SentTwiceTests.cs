using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using static Bot.Tests.FollowUps.Kept;

namespace Bot.Tests.Incidents;

/// <summary>A form whose answer did not come is sent again, with or without a change in it.</summary>
public sealed class SentTwiceTests
{
    [Fact]
    public async Task What_was_changed_in_a_form_that_is_saved_already_is_not_lost_without_a_word()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/incident update", Channel);
        afternoon.Workspace.Faults.Envelopes.Ask(EnvelopeTrouble.LoseAck, times: 2, type: "interactive");
        await afternoon.Ana.Modal.Fill("What is new", "We look").Submit();
        await afternoon.Ana.Modal.Submit();
        Assert.Equal(1, Updates(afternoon));
        await afternoon.Ana.Modal.Fill("What is new", "We look, and it is the loader").Submit();
        Assert.Contains(
            "What you sent first is saved; what you changed in it since is not. Close this and look at it.",
            afternoon.Ana.Modal.Errors.Values);
        Assert.Equal(1, Updates(afternoon));
        await afternoon.Ana.Modal.Fill("What is new", "We look").Submit();
        Assert.Null(afternoon.Ana.ModalOrNone);
        Assert.Equal(1, Updates(afternoon));
    }

    static long Updates(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        db.ExecuteScalar<long>("select count(*) from history where verb = 'update'"));
}
