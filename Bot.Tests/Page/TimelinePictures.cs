using static Bot.Tests.Page.PhonePictures;

namespace Bot.Tests.Page;

/// <summary>The timeline as a phone of 360 pixels shows it, from the pin under a message to the export.</summary>
[Collection(nameof(PageTests))]
public sealed class TimelinePictures(Chromium chromium)
{
    const string Channel = "#inc-1-orders-are-late";

    [Fact]
    public async Task The_timeline_fits_a_phone_in_both_themes()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var (ana, ben) = (sandbox.Workspace.Member("ana"), sandbox.Workspace.Member("ben"));
        await ana.Slash("/incident Orders are late", "#data-team");
        await Until(() => ana.ModalOrNone?.SubmitLabel is not null);
        await ana.Modal.Submit();
        await Until(() => ana.Look("Orders are late", Channel) is not null);
        await ana.Says(Channel, "The warehouse's loader was out of disk at 03:10, so nothing after it ran. I have doubled it.");
        await ben.Sees("out of disk", Channel).React("pushpin");
        await sandbox.Shoot("ben", Channel[1..], "timeline 1 pin");
        await ana.Slash("/incident timeline 1", "#data-team");
        await Until(() => ana.ModalOrNone?.Text.Contains("out of disk", StringComparison.Ordinal) == true);
        await ana.Modal.Press("Add a note");
        await Until(() => ana.ModalOrNone?.Title == "Add a note");
        await sandbox.Shoot("ana", "data-team", "timeline 2 note", "dialog[open]");
        await ana.Modal.Fill("What happened", "Finance was told by phone").Submit();
        await Until(() => ana.ModalOrNone?.Text.Contains("told by phone", StringComparison.Ordinal) == true);
        await sandbox.Shoot("ana", "data-team", "timeline 3 list", "dialog[open]");
        await ana.Modal.Press("Export");
        await Until(() => ana.ModalOrNone?.Title == "Export");
        await sandbox.Shoot("ana", "data-team", "timeline 4 export", "dialog[open]");
        await ana.Modal.Press("Send me both as files");
        await Until(() => ana.Look("The timeline of INC-1") is not null);
        await ana.Modal.CloseAll();
    }
}
