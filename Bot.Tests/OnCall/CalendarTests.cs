using System.Net;
using System.Text.RegularExpressions;
using Bot.Sandbox;
using Bot.Tests.Laws;
using Microsoft.Extensions.Logging;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

public sealed partial class CalendarTests
{
    static readonly Dictionary<string, string?> WithAddress = new() { ["PUBLIC_URL"] = "https://responder.example.com/bot" };

    [Fact]
    public async Task My_shifts_and_the_rotation_are_followed_in_a_calendar_through_a_cover()
    {
        await using var afternoon = await Begin();
        var (mine, all) = (await NewLink(afternoon.Ana, "My shifts"), await NewLink(afternoon.Ben, "Data responder"));
        var before = await Read(afternoon, mine);
        Assert.Equal("On call: ana", before.Name);
        Assert.All(before.Events, e => Assert.Equal("On call: Data responder", e.Summary));
        Assert.Equal(
            ["Data responder: ana", "Data responder: ben", "Data responder: chloe"],
            (await Read(afternoon, all)).Events.Take(3).Select(e => e.Summary));
        Assert.Equal((At("2026-03-03T10:00Z"), At("2026-03-09T09:00Z")), (before.Events[0].Starts, before.Events[0].Ends));

        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Choose("Hours", "Today").Fill("Why", "dentist").Submit();
        await afternoon.Chloe.Sees("asks for cover").Click("I take it");
        var (shorter, worked) = (await Read(afternoon, mine), await Read(afternoon, all));
        Assert.Equal(At("2026-03-04T00:00Z"), shorter.Events[0].Starts);
        Assert.Equal(
            ["Data responder: chloe (covering for ana)", "Data responder: ana"], worked.Events.Take(2).Select(e => e.Summary));
        Assert.Equal((1, 0), (worked.Events[0].Sequence, worked.Events[1].Sequence));
        Assert.Equal(before.Events[1], shorter.Events[1]);
        Assert.DoesNotContain("dentist", await afternoon.Text(all), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_that_asks_again_is_told_only_what_is_new()
    {
        await using var afternoon = await Begin();
        var link = await NewLink(afternoon.Ana, "My shifts");
        using var first = await afternoon.Fetch(link);
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal(
            (HttpStatusCode.OK, "text/calendar; charset=utf-8"),
            (first.StatusCode, first.Content.Headers.ContentType!.ToString()));
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());
        using (var again = await afternoon.Fetch(link, tag: tag))
            Assert.Equal(
                (HttpStatusCode.NotModified, 0),
                (again.StatusCode, (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length));
        using (var head = await afternoon.Fetch(link, HttpMethod.Head))
        {
            Assert.Equal(
                (HttpStatusCode.OK, tag, first.Content.Headers.ContentLength),
                (head.StatusCode, head.Headers.ETag!.ToString(), head.Content.Headers.ContentLength));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        await afternoon.Pass(TimeSpan.FromHours(3));
        using (var later = await afternoon.Fetch(link, tag: tag)) Assert.Equal(HttpStatusCode.NotModified, later.StatusCode);
        await afternoon.Chloe.Slash("/cover take");
        await afternoon.Chloe.Modal.Choose("Hours", "Today").Submit();
        using var covered = await afternoon.Fetch(link, tag: tag);
        Assert.Equal(HttpStatusCode.OK, covered.StatusCode);
    }

    [Fact]
    public async Task A_revoked_link_and_that_of_somebody_who_has_gone_are_not_there()
    {
        await using var afternoon = await Begin();
        var (mine, all, bens) = (
            await NewLink(afternoon.Ana, "My shifts"), await NewLink(afternoon.Ana, "Data responder"),
            await NewLink(afternoon.Ben, "My shifts"));
        await afternoon.Text(all);
        await afternoon.Ana.Slash("/cover calendar");
        Assert.Contains("last fetched", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("calendar/", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Press("Revoke");
        Assert.Equal(["Revoke"], afternoon.Ana.Modal.Buttons);
        await Missing(afternoon, mine);
        await afternoon.Text(all);

        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();
        await Missing(afternoon, bens);
        await Missing(afternoon, "calendar/nobodys.ics");
    }

    [Fact]
    public async Task Nobody_revokes_the_link_of_somebody_else()
    {
        await using var afternoon = await Begin();
        var link = await NewLink(afternoon.Ana, "My shifts");
        await NewLink(afternoon.Ben, "My shifts");
        var envelopes = new Envelopes(afternoon, afternoon.Workspace.Conversations["general"].Id);
        foreach (var member in (Member[])[afternoon.Ben, afternoon.Ivy])
            await envelopes.Send(envelopes.Press("calendar_revoke", "1", member));
        await afternoon.Settle();
        // The triggers are none that the workspace gave.
        afternoon.Workspace.ProblemLog.Clear();
        Assert.Equal("On call: ana", (await Read(afternoon, link)).Name);
    }

    [Fact]
    public async Task Without_a_public_address_the_command_says_what_an_admin_sets()
    {
        await using var afternoon = await CoverTests.Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ana.Slash("/cover calendar");
        afternoon.Ana.Sees("An admin sets PUBLIC_URL");
        Assert.Null(afternoon.Ana.ModalOrNone);
    }

    [Fact]
    public async Task Guests_get_no_link()
    {
        await using var afternoon = await Begin();
        await afternoon.Gus.Slash("/cover calendar", "#general");
        afternoon.Gus.Sees("Guests cannot use Data Responder.");
    }

    [Fact]
    public async Task The_secret_is_in_no_log_and_not_in_the_database()
    {
        await using var afternoon = await Begin();
        using var lines = new LogLines();
        afternoon.Get<ILoggerFactory>().AddProvider(lines);
        afternoon.Get<ILoggerFactory>().CreateLogger("Bot").LogInformation("The log is listened to.");
        var link = await NewLink(afternoon.Ana, "My shifts");
        await afternoon.Text(link);
        var token = link["calendar/".Length..^".ics".Length];
        Assert.Equal(43, token.Length);
        Assert.NotEmpty(lines.All);
        Assert.DoesNotContain(lines.All, l => l.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(afternoon.Stored(), v => v.Contains(token, StringComparison.Ordinal));
    }

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin(At("2026-03-03T10:00Z"), settings: WithAddress);
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    /// <summary>Makes a link through the form; returns its path below the public address.</summary>
    internal static async Task<string> NewLink(Member member, string what)
    {
        await member.Slash("/cover calendar");
        await member.Modal.Choose("New link for", what).Submit();
        var link = Address().Match(member.Modal.Text).Groups[1].Value;
        await member.Modal.Close();
        return link;
    }

    [GeneratedRegex(@"https://responder\.example\.com/bot/(calendar/[A-Za-z0-9_-]+\.ics)")]
    private static partial Regex Address();

    internal static async Task<StrictCalendar> Read(Afternoon afternoon, string link)
    {
        using var answer = await afternoon.Fetch(link);
        return StrictCalendar.Read(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    static async Task Missing(Afternoon afternoon, string link)
    {
        using var answer = await afternoon.Fetch(link);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.StartsWith(
            "There is no calendar at this address", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }
}
