using Bot.Sandbox;
using static Bot.Tests.Page.PhonePictures;

namespace Bot.Tests.Page;

/// <summary>A card that asks whether it is an incident, which nobody has accepted, as a phone of 360 pixels shows it.</summary>
[Collection(nameof(PageTests))]
public sealed class CardPictures(Chromium chromium)
{
    [Fact]
    public async Task What_nobody_has_accepted_fits_a_phone_until_the_brief_asks_again()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var (ana, ivy) = (sandbox.Workspace.Member("ana"), sandbox.Workspace.Member("ivy"));
        await AsksFirst(ivy);
        await sandbox.Alert(
            """
            {"title": "fct_revenue_by_region_and_customer_segment failed", "status": "firing",
             "deduplication_key": "nightly", "metadata": {"job": "nightly", "branch": "main"}}
            """);
        await Until(() => ana.Look("Is it an incident?") is not null);
        await sandbox.Shoot("ana", "data-incidents", "card 1 asks");
        await sandbox.Shoot("ana", "Data Responder", "card 2 call");
        sandbox.Clock.Forward(TimeSpan.FromHours(23.5));
        await Until(() => ana.Look("Is INC-1 an incident?") is not null);
        await sandbox.Shoot("ana", "Data Responder", "card 3 brief");
    }

    static async Task AsksFirst(Member ivy)
    {
        await ivy.Slash("/incident routes", "#data-team");
        await Until(() => ivy.ModalOrNone?.SubmitLabel == "New route");
        await ivy.Modal.Submit();
        await Until(() => ivy.ModalOrNone?.Buttons.Contains("Add a condition") == true);
        await ivy.Modal.Fill("Name", "Nightly").Press("Add a condition");
        await Until(() => ivy.ModalOrNone?.Text.Contains("Comparison", StringComparison.Ordinal) == true);
        await ivy.Modal.Choose("Attribute", "job").Choose("Comparison", "is").Fill("Values", "nightly").Submit();
        await Until(() => ivy.ModalOrNone?.Text.Contains("job is nightly", StringComparison.Ordinal) == true);
        await ivy.Modal.Choose("Its channel opens", "When somebody accepts it").Submit();
        await Until(() => ivy.ModalOrNone is { } check && !check.Text.Contains("Its channel opens", StringComparison.Ordinal));
        await ivy.Modal.Submit();
        await Until(() => ivy.ModalOrNone?.Text.Contains("1. Nightly", StringComparison.Ordinal) == true);
        await ivy.Modal.CloseAll();
    }
}
