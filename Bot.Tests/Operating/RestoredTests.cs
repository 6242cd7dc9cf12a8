using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Hosting;
using Bot.Tests.Incidents.Private;
using Bot.Tests.Laws;
using Dapper;
using Microsoft.Data.Sqlite;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Operating;

/// <summary>A backup of yesterday is restored on the workspace of today, which has gone on without it.</summary>
public sealed class RestoredTests : IDisposable
{
    readonly Scratch scratch = new();
    readonly StringWriter said = new();
    readonly Dictionary<string, string?> settings = [];

    string Backup => Path.Combine(scratch.Folder, "backup.db");

    public void Dispose()
    {
        said.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public async Task It_says_nothing_twice_calls_nobody_names_what_it_does_not_know_and_leaves_the_group_until_owners_confirm()
    {
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await Yesterday(afternoon);
        var group = afternoon.Workspace.Groups["@data-responder"];
        Assert.Equal([afternoon.Chloe.Id], group.Members);
        var before = Seen(afternoon);

        await Restore(afternoon);
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        var news = All(afternoon).Where(m => !before.Contains(Place(m))).ToList();
        Assert.True(news.Count == 2, string.Join('\n', news.Select(m => $"#{m.Conversation.Name}: {m.Text}")));
        Assert.DoesNotContain(news.SelectMany(m => m.Notified), p => p.Id != afternoon.Ana.Id);
        Assert.Equal([afternoon.Chloe.Id], group.Members);
        var notice = afternoon.Ben.Sees("Data Responder was restored from a backup", "#data-incidents");
        notice.Says("It does not know what happened between");
        notice.Says("New incidents are counted from INC-103 on.");
        notice.Says("2 open incidents stand as of the backup. Look through them: /incident list.");
        notice.Says("Incidents that it does not know: #inc-3-stock-is-late. Declare again what is still open.");
        notice.Says("User groups stay as they are until owners confirm who is on call.");
        Assert.Contains("Restored from a backup: one rotation waits", await Ready(afternoon), StringComparison.Ordinal);

        var question = afternoon.Ana.Sees("on call now by the backup is @ana");
        await question.Click("Confirm");
        Assert.Equal([afternoon.Ana.Id], group.Members);
        question.Says("ana confirmed who is on call in Data responder");
        Assert.DoesNotContain("Restored", await Ready(afternoon), StringComparison.Ordinal);

        await afternoon.Ana.Sees("Stock is late", "#inc-3-stock-is-late").Click("I'm on it");
        afternoon.Ana.Sees("INC-3 was lost when Data Responder was restored from the backup of");

        await afternoon.Ben.Declares("Table 9 is empty");
        afternoon.Ben.Sees("INC-103 Table 9 is empty", "#inc-103-table-9-is-empty");
    }

    [Fact]
    public async Task What_was_on_its_way_is_looked_for_and_sent_only_where_it_is_not_there()
    {
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Declares("Orders are late");
        afternoon.Workspace.Faults.On("chat.postMessage").Refuse("restricted_action");
        await afternoon.Ana.Declares("Stock is late");
        Write(afternoon);
        OnItsWay("incident:1");
        await afternoon.Stop();
        afternoon.Workspace.Faults.Clear();
        afternoon.Ben.DoesNotSee("Stock is late", "#data-incidents");
        await Restore(afternoon);
        foreach (var name in new[] { "Orders are late", "Stock is late" })
            Assert.Single(
                afternoon.Ben.Messages("#data-incidents"), m => m.Text.Contains(name, StringComparison.Ordinal));
        Assert.Single(Cards(afternoon, "#inc-1-orders-are-late"));
        Assert.Single(Cards(afternoon, "#inc-2-stock-is-late"));
    }

    [Fact]
    public async Task A_backup_of_a_clock_that_was_ahead_has_nothing_said_twice_and_no_time_that_is_to_come()
    {
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Declares("Orders are late");
        Write(afternoon, ahead: TimeSpan.FromHours(3));
        OnItsWay("incident:1");
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Stop();
        await Restore(afternoon);
        Assert.Single(Cards(afternoon, "#inc-1-orders-are-late"));
        var (asOf, began) = afternoon.Get<Database>().Read(
            db => db.QuerySingle<(long, long)>("select as_of, began_at from restores"));
        Assert.InRange(began - asOf, 1, (long)TimeSpan.FromHours(2).TotalMilliseconds);
    }

    static List<SeenMessage> Cards(Afternoon afternoon, string channel) =>
        [.. afternoon.Ana.Messages(channel).Where(m => m.Buttons.Contains("Resolve"))];

    [Fact]
    public async Task Somebody_who_is_put_on_call_is_confirmed_with_that()
    {
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await Yesterday(afternoon);
        await Restore(afternoon);
        var question = afternoon.Ana.Sees("on call now by the backup is @ana");
        await question.Click("Somebody else…");
        await afternoon.Ana.Modal.ChoosePeople("Who", "ben").Fill("Why", "as yesterday").Submit();
        await afternoon.Ana.Modal.CloseAll();
        Assert.Equal([afternoon.Ben.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        question.Says("confirmed who is on call");
    }

    [Fact]
    public async Task Only_owners_and_admins_confirm_and_only_who_is_on_call_still()
    {
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await Yesterday(afternoon);
        await Restore(afternoon);
        var question = afternoon.Ana.Sees("on call now by the backup is @ana");
        var press = question.Aim("Confirm");
        // The hand-off of Monday.
        await afternoon.Until(new(2026, 3, 9, 10, 0, 0, TimeSpan.Zero));
        Assert.Equal([afternoon.Chloe.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        question.Says("on call now by the backup is @ben");
        await press();
        Assert.Equal([afternoon.Chloe.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        afternoon.Ana.Sees("Somebody else is on call by now.");
        await question.Click("Confirm");
        Assert.Equal([afternoon.Ben.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        // It came after the restore, so it is news.
        afternoon.Chloe.Sees("ben is on call until", "#data-incidents");
    }

    [Fact]
    public async Task Who_owns_nothing_confirms_nothing_with_a_button_that_was_never_theirs()
    {
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await Yesterday(afternoon);
        await Restore(afternoon);
        await afternoon.Ivy.Slash("/incident doctor");
        afternoon.Ivy.Sees("Data responder was restored from a backup, and nobody has confirmed who is on call");
        var rotation = afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select id from rotations"));
        var envelopes = new Envelopes(afternoon, afternoon.Workspace.Conversations["general"].Id);
        foreach (var member in (Member[])[afternoon.Finn, afternoon.Ben])
            await envelopes.Send(envelopes.Press("rotation_confirm_on_call", $"{rotation} {afternoon.Ana.Id}", member));
        await afternoon.Settle();
        // The triggers are none that the workspace gave.
        afternoon.Workspace.ProblemLog.Clear();
        Assert.Equal([afternoon.Chloe.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        await afternoon.Ana.Sees("on call now by the backup is @ana").Click("Confirm");
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        await afternoon.Ivy.Slash("/incident doctor");
        Assert.DoesNotContain("restored from a backup", afternoon.Ivy.Sees("Doctor:").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_confirms_admins_hear_of_it_after_an_hour()
    {
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await Yesterday(afternoon);
        await Restore(afternoon);
        await afternoon.Pass(TimeSpan.FromMinutes(58));
        afternoon.Ivy.DoesNotSee("nobody has confirmed who is on call");
        await afternoon.Pass(TimeSpan.FromMinutes(3));
        afternoon.Ivy.Sees("nobody has confirmed who is on call in Data responder: until then @data-responder is not written");
    }

    [Fact]
    public async Task A_second_start_and_a_restore_of_the_same_backup_again_are_no_other_story()
    {
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await Yesterday(afternoon);
        await Restore(afternoon);
        var before = Seen(afternoon);
        await afternoon.Restart();
        Assert.Equal(before, Seen(afternoon));
        await afternoon.Ben.Declares("Table 9 is empty");
        afternoon.Ben.Sees("INC-103 Table 9 is empty", "#inc-103-table-9-is-empty");
    }

    [Fact]
    public async Task A_private_incident_of_that_time_is_named_to_nobody()
    {
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        Write(afternoon);
        await PrivateStory.Declares(afternoon, "Payroll leaked");
        await afternoon.Ben.Declares("Stock is late");
        await afternoon.Stop();
        await Restore(afternoon);
        var notice = afternoon.Ben.Sees("Data Responder was restored from a backup", "#data-incidents");
        notice.Says("Incidents that it does not know: #inc-2-stock-is-late.");
        notice.SaysNot("payroll");
    }

    /// <summary>A day in which much happens after the backup was made.</summary>
    async Task Yesterday(Afternoon afternoon)
    {
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Declares("Orders are late");
        await afternoon.Dev.Declares("Revenue is wrong", "Critical");
        Write(afternoon);
        OnItsWay("incident:1");
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await afternoon.Ben.Declares("Stock is late");
        await afternoon.Ben.Slash("/incident status 1 fixed it", "#data-team");
        await afternoon.Ben.Modal.Close();
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.Press("Put on call");
        await afternoon.Ana.Modal.ChoosePeople("Who", "chloe").Fill("Why", "she knows it").Submit();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromDays(1));
        await afternoon.Stop();
    }

    void Write(Afternoon afternoon, TimeSpan ahead = default)
    {
        var written = BackupFile.Write(afternoon.Store.ConnectionString, Backup, afternoon.Clock.GetUtcNow() + ahead);
        Assert.True(written.Rows > 20, $"Too few rows to be all: {written.Rows}.");
    }

    /// <summary>As if the backup were of the moment at which that was changed, and not yet in Slack.</summary>
    void OnItsWay(string subject)
    {
        using var db = new SqliteConnection($"Data Source={Backup};Pooling=False");
        Assert.NotEqual(0, db.Execute("delete from posts where slot like @slots", new { slots = $"{subject}:%" }));
        db.Execute("delete from marks where slot like @slots", new { slots = $"{subject}:%" });
        db.Execute(
            "insert into wakes (subject, lane, version, due_at, tries) values (@subject, 1, 1, 0, 0) on conflict do nothing",
            new { subject });
    }

    async Task Restore(Afternoon afternoon)
    {
        var other = $"Data Source={Path.Combine(scratch.Folder, "elsewhere", "bot.db")}";
        RestoreStore.Run(Backup, other, said);
        settings["ConnectionStrings:Default"] = other;
        await afternoon.Start();
        // What is looked for is looked for some moments later.
        await afternoon.Settle();
        Assert.Equal(1, afternoon.Get<Database>().Read(db =>
            db.ExecuteScalar<long>("select count(*) from restores where began_at is not null")));
    }

    static IEnumerable<PostedMessage> All(Afternoon afternoon) =>
        afternoon.Workspace.Conversations.All.SelectMany(c => c.Messages.All).Where(m => m.OnlyFor is null);

    static HashSet<string> Seen(Afternoon afternoon) => [.. All(afternoon).Select(Place)];

    static string Place(PostedMessage message) => $"{message.Conversation.Id} {message.Ts}";

    static async Task<string> Ready(Afternoon afternoon)
    {
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        return await http.GetStringAsync("health/ready", TestContext.Current.CancellationToken);
    }
}
