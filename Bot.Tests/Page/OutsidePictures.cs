using Bot.Sandbox;
using static Bot.Tests.Page.PhonePictures;

namespace Bot.Tests.Page;

/// <summary>What people read where Slack changed under the bot, or does not let it do its work.</summary>
[Collection(nameof(PageTests))]
public sealed class OutsidePictures(Chromium chromium)
{
    const string Channel = "inc-1-orders-are-late";

    [Fact]
    public async Task What_changed_under_the_bot_is_told_in_what_fits_a_phone()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        var workspace = sandbox.Workspace;
        var (ana, finn, ivy) = (workspace.Member("ana"), workspace.Member("finn"), workspace.Member("ivy"));
        await ana.Slash("/incident orders are late", "#data-team");
        await Until(() => ana.ModalOrNone is not null);
        await ana.Modal.Submit();
        await Until(() => ana.ModalOrNone?.Text.Contains("#inc-1", StringComparison.Ordinal) == true);
        await ana.Modal.CloseAll();
        await sandbox.Shoot("ana", Channel, "9 declared");
        workspace.Do(() => workspace.Conversations.Life.SetArchived(workspace.Conversations[Channel], ivy.Person, true));
        sandbox.Clock.Forward(TimeSpan.FromMinutes(5));
        await Until(() => ana.Messages($"#{Channel}").Concat(ana.Messages())
            .Any(m => m.Text.Contains("its channel is back", StringComparison.Ordinal)
                || m.Text.Contains("goes on here", StringComparison.Ordinal)));
        var where = ana.Messages().First(m => m.Text.Contains("goes on here", StringComparison.Ordinal)
            || m.Text.Contains("its channel is back", StringComparison.Ordinal)).Channel;
        await sandbox.Shoot("ana", where.TrimStart('#'), "10 archived by hand");
        await finn.Slash("/cover rota", "#data-team");
        await sandbox.Shoot("finn", "data-team", "11 rota for others", "dialog[open]");
        await finn.Modal.CloseAll();
        workspace.Policies.BotsUnarchive = false;
        workspace.Do(() => workspace.Conversations.Life.SetArchived(
            workspace.Conversations["data-incidents"], ivy.Person, true));
        workspace.Faults.On("conversations.create").Refuse("restricted_action");
        workspace.Faults.On("usergroups.users.update").Refuse("permission_denied");
        await ana.Slash("/incident stock is wrong", "#data-team");
        await Until(() => ana.ModalOrNone is not null);
        await ana.Modal.Submit();
        await Passes(sandbox, () => ivy.Messages().Any(m => m.Text.Contains("needs an admin", StringComparison.Ordinal)));
        await sandbox.Shoot("ivy", "Data Responder", "12 trouble");
        foreach (var member in SampleWorkspace.DataTeam) workspace.People.Change(member, p => p.Deleted = true);
        await Passes(sandbox, () => ivy.Messages().Any(m => m.Text.Contains("obody is on call", StringComparison.Ordinal)));
        await sandbox.Shoot("ivy", "Data Responder", "13 nobody is on call");
    }

    /// <summary>Workspace time goes on until it holds: the bot looks once a second of wire time.</summary>
    static async Task Passes(OpenSandbox sandbox, Func<bool> holds)
    {
        for (var minutes = 0; !holds() && minutes < 60; minutes++)
        {
            sandbox.Clock.Forward(TimeSpan.FromMinutes(1));
            await Task.Delay(1000, TestContext.Current.CancellationToken);
        }

        Assert.True(holds(), "It did not come within an hour.");
    }
}
