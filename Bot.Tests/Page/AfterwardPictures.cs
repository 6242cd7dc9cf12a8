using Bot.Sandbox;
using static Bot.Tests.Page.PhonePictures;

namespace Bot.Tests.Page;

/// <summary>
/// What is left after an incident, as a phone of 360 pixels shows it: follow-ups, the answers that close it, its postmortem, the
/// review, a word for whoever is next; and what admins make for programs. SCREENSHOTS=docs/images keeps those of the docs.
/// </summary>
[Collection(nameof(PageTests))]
public sealed class AfterwardPictures(Chromium chromium)
{
    const string Name = "inc-1-orders-are-late", Channel = $"#{Name}", Form = "dialog[open]";

    [Fact]
    public async Task What_is_left_after_an_incident_fits_a_phone_in_both_themes()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var (ana, ben) = (sandbox.Workspace.Member("ana"), sandbox.Workspace.Member("ben"));
        await Declared(ana, ben);
        await sandbox.Shoot("ana", Name, "after 0 follow-ups", keep: "followups");
        await Resolved(ana);
        await sandbox.Shoot("ana", Name, "after 1 what is asked");
        await ana.Sees("Before INC-1 closes", Channel).Click("Answer…");
        await Until(() => ana.ModalOrNone?.SubmitLabel == "Save");
        await sandbox.Shoot("ana", Name, "after 2 answers", Form);
        await ana.Modal.Choose("Was data wrong or missing?", "No").Choose("Is it backfilled?", "Not needed")
            .Choose("Do its users know?", "Yes").Submit();
        await ana.Sees("writes the postmortem of INC-1", Channel).Click("Start");
        await Until(() => sandbox.Workspace.Do(() => sandbox.Workspace.Canvases.All.Count > 0));
        await Until(() => ana.Look("a canvas of", Channel) is not null);
        await sandbox.Shoot("ana", Name, "after 3 postmortem");
        var canvas = sandbox.Workspace.Canvases.All.Single();
        await sandbox.Shoot("ana", $"{Name}/canvas/{canvas.Id}", "after 4 canvas", ".paper table", keep: "postmortem");
        await Reviewed(sandbox, ben);
    }

    static async Task Declared(Member ana, Member ben)
    {
        await ana.Slash("/incident Orders are late", "#data-team");
        await Until(() => ana.ModalOrNone?.SubmitLabel is not null);
        await ana.Modal.Choose("Severity", "Major: wants somebody today");
        await ana.Modal.Submit();
        await Until(() => ana.Look("Orders are late", Channel) is not null);
        await Until(() => ana.ModalOrNone?.Text.Contains(Channel, StringComparison.Ordinal) == true);
        await ana.Modal.CloseAll();
        foreach (var said in (string[])["The loader wants a second try by itself", "Tell finance which days were wrong"])
        {
            await ana.Says(Channel, said);
            await ben.Sees(said, Channel).React("fast_forward");
        }

        await Until(() => ana.Look("Follow-ups: 0 of 2 done", Channel) is not null);
        await ana.Sees("Follow-ups:", Channel).Tick("The loader wants a second try by itself");
        await Until(() => ana.Look("Follow-ups: 1 of 2 done", Channel) is not null);
    }

    static async Task Resolved(Member ana)
    {
        await ana.Slash("/incident resolve 1");
        await Until(() => ana.ModalOrNone?.SubmitLabel is not null);
        await ana.Modal.Fill("What fixed it", "A second try by hand").Submit();
        await Until(() => ana.Look("Before INC-1 closes", Channel) is not null);
        await Until(() => ana.Look("writes the postmortem of INC-1", Channel) is not null);
        if (ana.ModalOrNone is { } open) await open.CloseAll();
    }

    static async Task Reviewed(OpenSandbox sandbox, Member ben)
    {
        await ben.Slash("/incident review 7", "#data-team");
        await Until(() => ben.Look("Review: Last 7 days") is not null);
        await sandbox.Shoot("ben", "data-team", "after 5 review");
        await ben.Sees("Review: Last 7 days").Click("Post here");
        SeenMessage? posted = null;
        await Until(() => (posted = ben.Messages("#data-team").FirstOrDefault(m => m.Replies.Count > 0)) is not null);
        await sandbox.Shoot("finn", $"data-team/t/{posted!.Posted.Ts}", "after 6 pictures", ".thread .picture img");
    }

    [Fact]
    public async Task A_word_for_the_next_and_what_admins_make_for_programs_fit_a_phone_in_both_themes()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var (ana, ivy) = (sandbox.Workspace.Member("ana"), sandbox.Workspace.Member("ivy"));
        await ana.Slash("/cover word", "#data-team");
        await Until(() => ana.ModalOrNone?.SubmitLabel == "Leave it");
        await sandbox.Shoot("ana", "data-team", "after 7 word", Form);
        await ana.Modal.CloseAll();
        foreach (var page in (string[])["tokens", "webhooks"])
        {
            await ivy.Slash($"/incident {page}", "#data-team");
            await Until(() => ivy.ModalOrNone?.SubmitLabel is not null);
            await sandbox.Shoot("ivy", "data-team", $"after 8 {page}", Form);
            var list = ivy.Modal.Title;
            await ivy.Modal.Submit();
            await Until(() => ivy.ModalOrNone is { } form && form.Title != list);
            await sandbox.Shoot("ivy", "data-team", $"after 9 {page} form", Form);
            await ivy.Modal.CloseAll();
        }
    }
}
