using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

public sealed class LeaverTests
{
    [Fact]
    public async Task Whoever_is_deactivated_while_on_call_hands_the_duty_to_the_next_at_once()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = true);
        await afternoon.Settle();
        await Agree(afternoon, afternoon.Ben, afternoon.Ana);
        Assert.Contains(
            ": ana has left, and you are the next available.",
            afternoon.Ben.Sees("You are on call as Data responder, today at 5:00 AM – Mar 9").Text, StringComparison.Ordinal);
        await afternoon.Until(At("2026-03-09T10:00Z"));
        await Agree(afternoon, afternoon.Ben, null);
        await afternoon.Until(At("2026-03-16T10:00Z"));
        await Agree(afternoon, afternoon.Chloe, null);
    }

    [Fact]
    public async Task Whoever_covers_and_is_deactivated_meanwhile_hands_it_on_and_the_absent_person_stays_away()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ben.Sees("asks for cover").Click("I take it");
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);
    }

    [Fact]
    public async Task Hours_taken_by_word_are_asked_for_again_when_whoever_took_them_leaves()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Chloe.Slash("/cover take");
        await afternoon.Chloe.Modal.Choose("Shift", "ben: Mon 9 – Mon 16 Mar").Submit();
        afternoon.Workspace.People.Change("chloe", chloe => chloe.Deleted = true);
        await afternoon.Settle();
        await afternoon.Ana.Sees("@ben asks for cover as Data responder").Click("I take it");
        await afternoon.Until(At("2026-03-09T10:00Z"));
        await Agree(afternoon, afternoon.Ana, afternoon.Ben);
    }
}
