using System.Text;
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
    public async Task It_is_kept_when_timelines_are_forgotten()
    {
        await using var afternoon = await Begin();
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            """
            insert into history (at, actor, subject, verb)
            values (0, 'U1', 'webhook:1', 'webhook made'), (0, 'U1', 'x:1', 'y')
            """));
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(
            ["webhook:1"], afternoon.Get<Database>().Read(db => db.Query<string>("select subject from history where at = 0")));
    }
}
