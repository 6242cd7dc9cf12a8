using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>The product by hand, in a real browser.</summary>
[Collection(nameof(PageTests))]
public sealed class GuidedAfternoonTests(Chromium chromium)
{
    static readonly PageGetByLabelOptions Exactly = new() { Exact = true };

    const string Channel = "inc-1-dbt-build-failed-on-main", SixRoutes = "Begin with six routes";

    [Fact]
    public async Task From_a_failed_build_to_its_end_with_cover_and_a_hand_off_between()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var ana = await sandbox.Window("ana", "data-team");
        var ben = await sandbox.Window("ben", "data-incidents");
        var chloe = await sandbox.Window("chloe", "data-team", width: 360, height: 740);
        await Stopwatches.Prepare(ana, ben, chloe);
        var watch = new Stopwatches();

        await ana.Locator(".tools").Press("CI");
        await watch.Step(
            "CI fails: the channel appears", ana,
            () => ana.GetByRole(AriaRole.Button, new() { Name = "Build fails on main" }).ClickAsync(),
            ana, ".place", Channel);
        await ana.Keyboard.PressAsync("Escape");
        await watch.Step(
            "the channel is opened", ana, () => ana.Locator(".place", new() { HasText = Channel }).First.ClickAsync(), ana,
            "main article", "INC-1");
        var card = ana.Message("INC-1").First;
        await card.Shows("Triage");
        await watch.Step("I'm on it: the card changes", ana, () => card.Press("I'm on it"), ana, "main article", "Investigating");
        await watch.Step("Update: the form opens", ana, () => card.Press("Update"), ana, "dialog h2", "Update INC-1");
        // Typed as by a person: two posts into one channel are a second apart, as Slack wants it.
        await ana.Modal().Locator("textarea")
            .First.PressSequentiallyAsync("Rolled back; loads are running again.", new() { Delay = 35 });
        await watch.Step(
            "the update is announced in another window", ana, () => ana.Modal().Locator("footer .primary").ClickAsync(), ben,
            "main article", "Rolled back");
        await Assertions.Expect(ana.Modal()).ToHaveCountAsync(0);

        await LeftToDo(watch, ana);
        await Covered(watch, ana, chloe);
        await ana.Go("data-team");
        await ana.Write("@data-responder who has the refunds?");
        var mention = ana.Message("who has the refunds?").Locator(".mention");
        await Assertions.Expect(mention).ToHaveAttributeAsync("title", "Data responder: Chloé Laurent");

        await ana.Locator(".clock").ClickAsync();
        await watch.Step(
            "the clock goes to the hand-off", ana,
            () => ana.GetByRole(AriaRole.Button, new() { Name = "Next hand-off" }).ClickAsync(),
            ana, ".clock time", "Mon 9 Mar 09:00");
        await ana.Keyboard.PressAsync("Escape");
        await ben.Message("is on call until").Last.Shows("ben");
        await Assertions.Expect(mention).ToHaveAttributeAsync("title", "Data responder: Ben Carter");

        await ana.Ci("The same build passes");
        await ana.Go(Channel);
        await card.Shows("fine again");
        await watch.Step("Resolve: the form opens", ana, () => card.Press("Resolve"), ana, "dialog h2", "Resolve INC-1");
        await ana.Modal().Locator("textarea, input").First.FillAsync("The revert");
        await watch.Step(
            "resolved: another window says so", ana, () => ana.Modal().Locator("footer .primary").ClickAsync(), ben,
            "main article", "Resolved");
        await ben.Message("INC-1").First.Shows("The revert");
        await LearntFrom(watch, ana);
        await LookedBackAt(watch, ana);
        await CalledAtNight(sandbox, ana);
        watch.Print();
    }

    /// <summary>Ivy has made routes by then; what customers see fails at ten in the evening, and Gwen is called.</summary>
    static async Task CalledAtNight(OpenSandbox sandbox, IPage ana)
    {
        var ivy = sandbox.Workspace.Member("ivy");
        await ivy.Slash("/incident routes", "#data-team");
        await PhonePictures.Until(() => ivy.ModalOrNone?.Title == "Routes");
        await ivy.Modal.Press(SixRoutes);
        await PhonePictures.Until(() => ivy.ModalOrNone?.Title == SixRoutes);
        await ivy.Modal.Choose("On-call engineers", "on-call-engineers").Submit();
        await ivy.Modal.CloseAll();
        var gwen = await sandbox.Window("gwen", "engineering");
        await ana.Locator(".clock").ClickAsync();
        await ana.GetByRole(AriaRole.Button, new() { Name = "Tonight 22:00" }).ClickAsync();
        await ana.Keyboard.PressAsync("Escape");
        await ana.Ci("What customers see fails in dbt", "Route “Customer-facing by night” takes it");
        await gwen.Go("inc-2-");
        await gwen.Message("INC-2").First.Shows("Major");
        await Assertions.Expect(gwen.Message("please look")).ToHaveCountAsync(1);
    }

    /// <summary>What Ana wrote becomes a follow-up by an emoji, and a box that she ticks says that it is done.</summary>
    static async Task LeftToDo(Stopwatches watch, IPage ana)
    {
        await ana.Write("The loader wants a second try by itself");
        var said = ana.Message("wants a second try").First;
        await said.HoverAsync();
        await said.GetByLabel("Add a reaction").First.ClickAsync();
        await watch.Step(
            "an emoji makes a follow-up", ana, () => ana.Locator(".palette").Press("fast forward"), ana, "main article",
            "Follow-ups: 0 of 1 done");
        var list = ana.Message("Follow-ups:").First;
        await watch.Step(
            "a tick says that it is done", ana,
            () => list.GetByRole(AriaRole.Checkbox).First.CheckAsync(), ana, "main article", "Follow-ups: 1 of 1 done");
    }

    /// <summary>
    /// Ana answers what it was, and writes in the canvas of its postmortem, of which the bot changes the facts alone.
    /// </summary>
    static async Task LearntFrom(Stopwatches watch, IPage ana)
    {
        await watch.Step(
            "one press closes it", ana, () => ana.Message("What was it?").Press("Fixed"), ana, "main article", "INC-1 is closed");
        await ana.Write("/incident postmortem");
        await ana.Modal().Press("Start");
        var tab = ana.Locator(".bar .chip", new() { HasText = "Postmortem of INC-1" });
        await Assertions.Expect(tab).ToBeVisibleAsync();
        await ana.Keyboard.PressAsync("Escape");
        await tab.ClickAsync();
        var paper = ana.Locator(".paper");
        await paper.Shows("1 of 1 done");
        await paper.Press("Edit What went well");
        await ana.GetByLabel("Write What went well").FillAsync("## What went well\n\nThe alert came at once.");
        await paper.Press("Save");
        await ana.Write("/followup tell finance");
        await paper.Shows("1 of 2 done");
        await paper.Shows("The alert came at once.");
        await ana.GetByLabel("Close canvas").ClickAsync();
    }

    /// <summary>The review is shown to Ana alone; posted, it has its pictures in the thread.</summary>
    static async Task LookedBackAt(Stopwatches watch, IPage ana)
    {
        await ana.Go("data-team");
        await ana.Write("/incident review");
        var review = ana.Message("Review: Last 30 days");
        await review.First.Shows("Incidents");
        await review.First.Press("Post here");
        var thread = ana.Locator("main article", new() { Has = ana.Locator(".replies") }).Last.Locator(".replies");
        await watch.Step(
            "the review's pictures come", ana, () => thread.ClickAsync(), ana, ".thread article", "Incidents");
        var picture = ana.Locator(".thread .picture img").First;
        await Assertions.Expect(picture).ToHaveAttributeAsync("alt", new Regex("^Incidents a "));
        await ana.GetByLabel("Close thread").ClickAsync();
    }

    /// <summary>Ana asks for cover and Chloé takes it on her phone.</summary>
    static async Task Covered(Stopwatches watch, IPage ana, IPage chloe)
    {
        await ana.Go("data-team");
        await ana.Locator("main .composer textarea[data-live]").FillAsync("/cover");
        await watch.Step(
            "/cover: the form opens", ana, () => ana.Keyboard.PressAsync("Enter"), ana, "dialog h2", "Ask for cover");
        await chloe.Go("Data Responder");
        await watch.Step(
            "asked for: the phone shows it", ana, () => ana.Modal().Press("Ask"), chloe, "main article", "asks for cover");
        await NothingIsCutOff(chloe);
        await ana.Keyboard.PressAsync("Escape");
        await watch.Step(
            "taken on the phone: both see it", chloe, () => chloe.Message("asks for cover").Press("I take it"), chloe,
            "main article", "You cover");
        await ana.Go("Data Responder");
        await ana.Message("covers you").Shows("@chloe");
    }

    [Fact]
    public async Task An_incident_is_declared_on_a_phone()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var phone = await sandbox.Window("chloe", "data-team", width: 360, height: 740);
        await phone.Write("/incident Orders are late");
        await Assertions.Expect(phone.GetByLabel("Name", Exactly)).ToHaveValueAsync("Orders are late");
        await NothingIsCutOff(phone);
        await phone.Modal().Press("Declare");
        await phone.Modal().Locator("a", new() { HasText = "#inc-1-orders-are-late" }).ClickAsync();
        await Assertions.Expect(phone.Modal()).ToHaveCountAsync(0);
        await phone.Message("INC-1").First.Shows("Orders are late");
        await NothingIsCutOff(phone);
    }

    static async Task NothingIsCutOff(IPage phone) =>
        Assert.True(await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
}
