using Bot.Incidents;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Lists, menus and typed numbers show a private incident to those inside alone.</summary>
public sealed class PrivateListTests
{
    [Fact]
    public async Task Lists_name_and_count_it_for_those_inside_alone()
    {
        await using var afternoon = await Begin();
        foreach (var words in (string[])["list", "list all", "list minor", "list @chloe", "list closed"])
        {
            await afternoon.Ana.Slash($"/incident {words}", "#general");
            afternoon.Ana.DoesNotSee("Open: 1");
            afternoon.Ana.DoesNotSee(": 1");
        }
        afternoon.NobodyElseKnows();
        await afternoon.Finn.Slash("/incident list", "#general");
        afternoon.Finn.Sees("Open: 1");
        afternoon.Finn.Sees($":lock: {Channel}");
    }

    [Fact]
    public async Task What_has_ended_is_listed_for_those_inside_alone()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Slash("/incident resolve", Channel);
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Ana.Slash("/incident list closed", "#general");
        afternoon.Ana.Sees("No incident has ended yet.");
        await afternoon.Ana.Slash("/incident reopen", "#general");
        afternoon.NobodyElseKnows();
        await afternoon.Finn.Slash("/incident list closed", "#general");
        afternoon.Finn.Sees("Ended last");
    }

    [Fact]
    public async Task Verbs_do_not_offer_it()
    {
        await using var afternoon = await Begin();
        foreach (var verb in Verbs.OfIncident)
        {
            await afternoon.Ben.Slash($"/incident {verb}", "#general");
            if (afternoon.Ben.ModalOrNone is { } modal)
            {
                Assert.DoesNotContain("ayroll", modal.Text, StringComparison.Ordinal);
                await modal.CloseAll();
            }
        }
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task Its_number_and_its_channel_name_lead_nowhere()
    {
        await using var afternoon = await Begin();
        foreach (var verb in Verbs.OfIncident)
        {
            await afternoon.Ben.Slash($"/incident {verb} 1", "#general");
            await afternoon.Ben.Slash($"/incident {verb} {Channel}", "#general");
            Assert.Null(afternoon.Ben.ModalOrNone);
        }
        afternoon.Ben.DoesNotSee("ayroll is leaked");
        afternoon.Ben.DoesNotSee("chloe");
    }
}
