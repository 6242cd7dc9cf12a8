using static Bot.Tests.Page.PhonePictures;

namespace Bot.Tests.Page;

/// <summary>The warning ledger as a phone of 360 pixels shows it, from the list to the brief.</summary>
[Collection(nameof(PageTests))]
public sealed class WarningPictures(Chromium chromium)
{
    [Fact]
    public async Task The_ledger_fits_a_phone_in_both_themes()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = sandbox.Workspace.Member("ana");
        var desk = await sandbox.Window("ana", "data-team");
        // The first run is the beginning, after which what warns is new.
        await desk.Ci("The next dbt run is green");
        await desk.Ci("A dbt run with warnings", "for the ledger");
        await ana.Slash("/incident warnings", "#data-team");
        await Until(() => ana.ModalOrNone?.Text.Contains("2 open", StringComparison.Ordinal) == true);
        await sandbox.Shoot("ana", "data-team", "warnings 1 list", "dialog[open]");
        await ana.Modal.Press("Decide");
        await Until(() => ana.ModalOrNone?.Title == "A warning");
        await sandbox.Shoot("ana", "data-team", "warnings 2 what becomes of it", "dialog[open]");
        await ana.Modal.Choose("What becomes of it?", "Snooze: ask again on a later day").Submit();
        await Until(() => ana.ModalOrNone?.SubmitLabel == "Snooze");
        await sandbox.Shoot("ana", "data-team", "warnings 3 snooze", "dialog[open]");
        await ana.Modal.CloseAll();
        sandbox.Clock.Forward(TimeSpan.FromHours(23.5));
        await Until(() => ana.Messages().Any(m => m.Text.Contains("2 warnings want a decision", StringComparison.Ordinal)));
        await sandbox.Shoot("ana", "Data Responder", "warnings 4 brief");
    }
}
