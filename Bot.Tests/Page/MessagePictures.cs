using Bot.Sandbox;
using static Bot.Tests.Page.PhonePictures;

namespace Bot.Tests.Page;

/// <summary>
/// Every kind of message of an incident's life, by day and by night, as a phone of 360 pixels shows it in both themes.
/// MESSAGE_PICTURES=folder keeps the pictures; in every run nothing may be cut off at the side.
/// </summary>
[Collection(nameof(PageTests))]
public sealed class MessagePictures(Chromium chromium)
{
    const string Channel = "inc-1-dbt-build-failed-on-main";

    [Fact]
    public async Task Every_kind_of_message_fits_a_phone_in_both_themes()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var (ana, finn) = (sandbox.Workspace.Member("ana"), sandbox.Workspace.Member("finn"));
        var desk = await sandbox.Window("ana", "data-team");
        await desk.Ci("Build fails on main");
        await Until(() => ana.Messages(Channel).Any(m => m.Text.Contains("raised by", StringComparison.Ordinal)));
        await sandbox.Shoot("ana", Channel, "1 card and call");
        await Card(ana).Click("I'm on it");
        await Until(() => Card(ana).Text.Contains("Lead: ana", StringComparison.Ordinal));
        await Change(finn, "Customers", "Critical: wants somebody now");
        await Until(() => ana.Messages(Channel).Any(m => m.Text.Contains("raised it to", StringComparison.Ordinal)));
        await sandbox.Shoot("ana", Channel, "2 raised by somebody else");
        await Card(ana).Click("Update");
        await Until(() => ana.ModalOrNone is not null);
        await ana.Modal.Fill("What is new", "A revert broke the build; the fix is in review.").Choose("Status", "Fixing")
            .Submit();
        await Until(() => ana.Messages(Channel).Any(m => m.Text.Contains("Update from", StringComparison.Ordinal)));
        await ana.Slash("/incident resolve 1");
        await Until(() => ana.ModalOrNone is not null);
        await ana.Modal.Fill("What fixed it", "Reverted the revert").Tick("Yes, the alert is wrong or comes late").Submit();
        await Until(() => Card(ana).Text.Contains("Resolved by", StringComparison.Ordinal));
        await sandbox.Shoot("ana", Channel, "3 updated and resolved");
        await sandbox.Shoot("ana", Channel, "3b resolved card", isTop: true);
        sandbox.Clock.Forward(TimeSpan.FromMinutes(40));
        await desk.Ci("Build fails on main");
        await Until(() => ana.Messages(Channel).Any(m => m.Text.Contains(" is back", StringComparison.Ordinal)));
        await sandbox.Shoot("ana", Channel, "4 back after a resolve");
        await sandbox.Shoot("ana", Channel, "4b card that is back", isTop: true);
        await sandbox.Shoot("finn", "data-incidents", "5 announcement and its thread");
        await Night(sandbox, finn);
    }

    static async Task Night(OpenSandbox sandbox, Member finn)
    {
        sandbox.Clock.Forward(TimeSpan.FromHours(12));
        await finn.Slash("/incident All revenue is gone", "#data-team");
        await Until(() => finn.ModalOrNone is not null);
        await finn.Modal.Choose("Severity", "Critical: wants somebody now");
        await Until(() => finn.Modal.Fields.Contains("Out of hours"));
        await sandbox.Shoot("finn", "data-team", "6 form at night", "dialog[open]");
        await finn.Modal.Submit();
        await Until(() => finn.ModalOrNone?.Text.Contains("inc-2-", StringComparison.Ordinal) == true);
        await finn.Modal.CloseAll();
        await Until(() => finn.Messages("#inc-2-all-revenue-is-gone").Any(m => m.Buttons.Contains("Call ana now")));
        await sandbox.Shoot("finn", "inc-2-all-revenue-is-gone", "7 card at night");
        sandbox.Clock.Steer(new(2026, 3, 4, 9, 0, 30, TimeSpan.Zero), 1);
        var ana = sandbox.Workspace.Member("ana");
        await Until(() => ana.Messages().Any(m => m.Channel == "(direct)"));
        await sandbox.Shoot("ana", "Data Responder", "8 called as the day opens");
    }

    static SeenMessage Card(Member member) => member.Messages($"#{Channel}").First(m => m.IsPinned);

    static async Task Change(Member by, string affected, string severity)
    {
        await by.Slash("/incident status 1");
        await Until(() => by.ModalOrNone is not null);
        await by.Modal.Choose("Who is affected", affected).Choose("Severity", severity)
            .Fill("Why", "Customers see it in Insights").Submit();
    }
}
