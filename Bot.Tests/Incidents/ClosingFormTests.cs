using static Bot.Tests.Postmortems.PostmortemActs;

namespace Bot.Tests.Incidents;

/// <summary>What the form shows that is asked before an incident closes.</summary>
public sealed class ClosingFormTests
{
    [Fact]
    public async Task Follow_ups_that_are_done_are_told_from_those_that_are_not()
    {
        await using var afternoon = await Resolved();
        foreach (var typed in (string[])["fix the test", "tell finance", "done 1"])
            await afternoon.Ana.Slash($"/followup {typed}", Channel);
        await afternoon.Ana.Sees("INC-1 closes once its postmortem and its follow-up are done.", Channel).Click("Answer…");
        Assert.Matches(@":white_check_mark: \*?#1", afternoon.Ana.Modal.Text);
        Assert.Matches(@":fast_forward: \*?#2", afternoon.Ana.Modal.Text);
    }
}
