using System.Text;
using Bot.OnCall.Rows;
using Bot.Storage;
using Bot.Tests.Api;
using Dapper;

namespace Bot.Tests.Operating;

/// <summary>Who changed how the bot works, as admins read it.</summary>
public sealed class AuditTests
{
    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.RotationOfIvy(null, "ana", "ben");
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.Fill("Storm limit", "3").Submit();
        await afternoon.Ivy.MakesToken();
        await afternoon.Declares("Orders are late");
        return afternoon;
    }

    [Fact]
    public async Task Admins_read_who_changed_what_and_from_what_to_what()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.Slash("/incident audit");
        var said = afternoon.Ivy.Sees("What was changed").Text;
        var who = afternoon.Ivy.Person.DisplayName!;
        Assert.Contains("setting storm limit: set 3", said, StringComparison.Ordinal);
        Assert.Contains("rotation Data responder: made", said, StringComparison.Ordinal);
        Assert.Contains("token 1: made token", said, StringComparison.Ordinal);
        Assert.Contains(who, said, StringComparison.Ordinal);
        // What happens to incidents is no change of how the bot works.
        Assert.DoesNotContain("Orders", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_one_person_alone_or_of_nobody()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.Slash("/incident audit @ivy");
        Assert.Contains("storm limit", afternoon.Ivy.Sees("What was changed by").Text, StringComparison.Ordinal);
        await afternoon.Ivy.Slash("/incident audit @ben");
        afternoon.Ivy.Sees("Nothing was changed by");
        await afternoon.Ivy.Slash("/incident audit trails are incomplete");
        Assert.Equal("audit trails are incomplete", afternoon.Ivy.Modal.Value("Name"));
    }

    [Fact]
    public async Task All_of_it_is_a_file()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.Slash("/incident audit csv");
        var table = Encoding.UTF8.GetString(afternoon.Ivy.Sees("What was changed").Posted.Files.Single().Bytes.Span);
        Assert.StartsWith("﻿at,person,name,subject,verb,before,after,why\r\n", table, StringComparison.Ordinal);
        Assert.Contains(",setting:storm_limit,set,,3,", table, StringComparison.Ordinal);
        Assert.DoesNotContain("xoxb", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_reads_it()
    {
        await using var afternoon = await Begin();
        foreach (var words in (string[])["audit", "audit csv"])
        {
            await afternoon.Finn.Slash($"/incident {words}");
            afternoon.Finn.Sees("Only admins set the bot up");
        }

        afternoon.Finn.DoesNotSee("What was changed");
    }

    [Fact]
    public async Task Holidays_channels_of_notices_and_who_confirmed_who_is_on_call_are_in_it()
    {
        await using var afternoon = await Begin();
        await Applies(
            afternoon,
            $$"""
            rotations:
              - name: Data responder
                notice_channels: [{{afternoon.Workspace.Conversations["random"].Id}}]
            holidays:
              - name: England
                days: [2026-12-25 Christmas Day]
                people: [{{afternoon.Ana.Person.Id}}]
            """);
        await afternoon.Get<Database>().Change(tx =>
        {
            var rotation = tx.Db.QuerySingle<string>("select id from rotations");
            Unconfirmed.Begin(tx, rotation);
            Unconfirmed.Confirm(tx, rotation, afternoon.Ivy.Id);
        });
        await afternoon.Ivy.Slash("/incident audit");
        var said = afternoon.Ivy.Sees("What was changed").Text;
        foreach (var line in new[]
        {
            "holidays: saved England: 1 days", "person ana: holidays none → England", "rotation Data responder: notice channels ",
            "rotation Data responder: on call confirmed",
        })
            Assert.Contains(line, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_is_long_it_says_what_differs_in_words()
    {
        await using var afternoon = await Begin();
        await Applies(afternoon, Lists("minor", "internal", "metadata.squad"));
        await Applies(
            afternoon,
            Lists("major", "customer-facing", "metadata.team")
                + "rotations:\n  - name: Data responder\n    from: \"08:00\"\n    to: \"18:00\"\n");
        await afternoon.Ivy.Slash("/incident audit");
        var said = afternoon.Ivy.Sees("What was changed").Text;
        foreach (var line in new[]
        {
            "“Customer-facing”: no more “impact is internal”, now “impact is customer-facing”",
            "squad: “metadata.squad” → “metadata.team”",
            "“Customer-facing” is new: impact is internal", "08:00-18:00",
        })
            Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.Matches(@"opens \*?Minor\*?.* → opens \*?Major\*?", said);
        Assert.DoesNotContain("{", said, StringComparison.Ordinal);
    }

    static string Lists(string severity, string impact, string expression) =>
        $$"""
        attributes:
          - name: squad
            expression: {{expression}}
        routes:
          - name: Customer-facing
            conditions:
              - attribute: impact
                values: [{{impact}}]
            action: {does: open, severity: {{severity}}}

        """;

    static Task<string> Applies(Afternoon afternoon, string sections) =>
        new SettingsRun(afternoon, afternoon.Store.ConnectionString).Applies($"format: 1\n{sections}\nend: true\n");

    [Fact]
    public async Task It_is_kept_when_timelines_are_forgotten()
    {
        await using var afternoon = await Begin();
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            """
            insert into history (at, actor, subject, verb)
            values (0, 'U1', 'webhook:1', 'webhook made'), (0, 'U1', 'x:1', 'y'), (0, 'U1', 'holidays:1', 'saved')
            """));
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(
            ["holidays:1", "webhook:1"], afternoon.Get<Database>().Read(
                db => db.Query<string>("select subject from history where at = 0 order by subject")));
    }
}
