using Bot.Delivery;
using Bot.Incidents;
using Bot.Sandbox;
using Bot.Settings;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting;

/// <summary>When admins hear of trouble, and in which words.</summary>
public sealed class ToldTroubleTests
{
    /// <summary>The minutes pass in wire time, so that they are taken off the row instead of waited for.</summary>
    [Fact]
    public async Task What_fails_without_a_refusal_is_told_and_counted_after_ten_minutes()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Expect("failed and will be tried again");
        var fails = true;
        afternoon.Get<Synchroniser>().Serve(
            "broken", (_, _) => fails ? throw new InvalidOperationException("It is broken.") : Task.CompletedTask);
        await Fail(afternoon, minutes: 9);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(Notices(afternoon));
        await Fail(afternoon, minutes: 2);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains("It is broken.", Notices(afternoon).Single().Text, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        var ready = await http.GetStringAsync("health/ready", TestContext.Current.CancellationToken);
        Assert.Contains("\"ready\"", ready, StringComparison.Ordinal);
        Assert.Contains("\"refused\":1", ready, StringComparison.Ordinal);

        fails = false;
        await afternoon.Get<Database>().Change(tx => tx.Wake("broken:1"));
        await afternoon.Settle();
        Assert.Contains("\"refused\":0", await http.GetStringAsync(
            "health/ready", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_is_told_again_in_the_admins_own_hours_and_what_is_new_within_a_quarter_of_an_hour()
    {
        await using var afternoon = await Afternoon.Begin();
        await Refuse(afternoon, "group:data", "Slack refused usergroups.create: permission_denied. Ask an admin.");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains(
            "@data: not kept up to date. Ask an admin. (usergroups.create: permission_denied)", Notices(afternoon).Single().Text,
            StringComparison.Ordinal);
        // Tuesday ends, and the night passes, without a word.
        await Through(afternoon, TimeSpan.FromHours(20));
        Assert.Single(Notices(afternoon));
        await Through(afternoon, TimeSpan.FromHours(5));
        Assert.Equal(2, Notices(afternoon).Count);
        // Another group that meets the same is no news; what is that group's own is.
        await Refuse(afternoon, "group:other", "Slack refused usergroups.create: permission_denied. Ask an admin.");
        await afternoon.Pass(TimeSpan.FromMinutes(16));
        Assert.Equal(2, Notices(afternoon).Count);
        await Refuse(afternoon, "group:third", "Slack refused usergroups.create: handle_already_exists. Choose another.");
        await afternoon.Pass(TimeSpan.FromMinutes(16));
        Assert.Equal(3, Notices(afternoon).Count);
        Assert.Contains("@data, @other: ", Notices(afternoon)[0].Text, StringComparison.Ordinal);
        Assert.Contains("@third: ", Notices(afternoon)[0].Text, StringComparison.Ordinal);
        // To Sunday night: Thursday and Friday.
        await Through(afternoon, TimeSpan.FromHours(107));
        Assert.Equal(5, Notices(afternoon).Count);
    }

    [Fact]
    public async Task However_much_is_wrong_in_whatever_signs_its_message_fits()
    {
        await using var afternoon = await Afternoon.Begin();
        var signs = new string('&', 280);
        await afternoon.Get<Database>().Change(tx =>
        {
            foreach (var setting in (ISetting[])[IncidentSettings.ArchiveAfter, IncidentSettings.ChannelPrefix])
                SettingStore.Set(tx, setting.Key, signs, "by hand");
        });
        foreach (var nth in Enumerable.Range(1, 20)) await Refuse(afternoon, $"group:a{nth}", $"{nth}: {signs}");
        await afternoon.Pass(TimeSpan.FromMinutes(16));
        var text = Notices(afternoon)[0].Text;
        Assert.Contains("… and 14 more.", text, StringComparison.Ordinal);
        Assert.Contains("Archive channels", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_name_things_as_people_do()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var rotation = afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select id from rotations"));
        var channel = afternoon.Workspace.Conversations["#general"].Id;
        await Refuse(afternoon, $"handoff:{rotation}:1772532000000", "no");
        await Refuse(afternoon, "incident:7", "no");
        await Refuse(afternoon, $"channel:{channel}", "no");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var text = Notices(afternoon).Single().Text;
        Assert.Contains("the hand-off line of ", text, StringComparison.Ordinal);
        Assert.Contains("INC-7", text, StringComparison.Ordinal);
        Assert.Contains("#general", text, StringComparison.Ordinal);
        Assert.DoesNotContain(rotation, text, StringComparison.Ordinal);
        Assert.DoesNotContain("1772532000000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_direct_message_that_slack_made_anew_is_found_again()
    {
        await using var afternoon = await Afternoon.Begin();
        await Refuse(afternoon, "group:one", "no");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(Notices(afternoon));
        var ivy = afternoon.Workspace.People["ivy"].Id;
        afternoon.Workspace.Do(() => afternoon.Workspace.Conversations.Life.Delete(
            afternoon.Workspace.Conversations.All.Single(c => c.Kind == ConversationKind.Direct && c.Has(ivy))));
        Assert.Empty(Notices(afternoon));
        await Refuse(afternoon, "group:two", "no");
        await afternoon.Pass(TimeSpan.FromMinutes(16));
        Assert.Single(Notices(afternoon));
    }

    static async Task Through(Afternoon afternoon, TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMinutes(30))
            await afternoon.Pass(TimeSpan.FromMinutes(30));
    }

    static async Task Fail(Afternoon afternoon, int minutes)
    {
        await afternoon.Get<Database>().Change(tx => tx.Wake("broken:1"));
        const string Waits = "select count(*) from wakes where subject = 'broken:1' and waiting_since is not null and tries > 0";
        while (afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>(Waits)) == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update wakes set waiting_since = waiting_since - @gone, due_at = @later, tries = 0 where subject = 'broken:1'",
            new { gone = minutes * 60_000, later = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds() }));
    }

    static Task Refuse(Afternoon afternoon, string subject, string why) => afternoon.Get<Database>().Change(tx => tx.Db.Execute(
        """
        insert into wakes (subject, version, due_at, tries, parked, parked_at, waiting_since, waiting_why)
        values (@subject, 1, @now, 1, @why, @now, @now, @why)
        """,
        new { subject, why, now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() }));

    static List<SeenMessage> Notices(Afternoon afternoon) =>
        [.. afternoon.Ivy.Messages()
            .Where(m => m.Text.Contains("needs an admin", StringComparison.Ordinal) && m.Channel == "(direct)")];
}
