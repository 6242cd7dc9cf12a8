using System.Text;
using System.Text.Json;
using Bot.Sandbox;
using Bot.Tests.PullRequests;
using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Incidents;

/// <summary>
/// One incident from its alert to its end, with all that happens to one: twelve people, 150 messages, three pull requests, a
/// change of severity, a merge, a split and a reopening. At the end all places say the same of it.
/// </summary>
public sealed class WholeIncidentTests
{
    const string Channel = "#inc-1-orders-failed", Fix = "Cast the column, and loaded it again";

    static readonly string[] People =
        ["ana", "ben", "chloe", "dev", "emi", "finn", "gwen", "ivy", "hugo", "iris", "jon", "kim"];

    // What people write while they look for a cause.
    static readonly string[] Words =
    [
        "I look at the loader now.", "The warehouse answers as usual.", "stg_orders has 0 rows since 08:00.",
        "Is the dashboard of finance wrong too?", "The column `amount` came as text.", "I tell sales.",
        "A retry changes nothing.", "Found it: the type changed upstream.", "Who can review?", "The next run is at 11:00.",
    ];

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin(
            settings: new() { ["GITHUB_WEBHOOK_SECRET"] = GitHubActs.Secret },
            before: workspace =>
            {
                foreach (var person in People[8..]) workspace.People.Add(person, person, "Europe/London");
            });
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Alert(Job("orders"));
        await afternoon.Ana.Sees("INC-1", Channel).Click("I'm on it");
        foreach (var person in People)
            if (afternoon.Workspace.Conversations[Channel[1..]].Members.All(id => id != afternoon.Workspace.Member(person).Id))
                await afternoon.Workspace.Member(person).Joins(Channel);
        return afternoon;
    }

    static async Task Talk(Afternoon afternoon, int messages)
    {
        for (var nth = 0; nth < messages; nth++)
        {
            var who = afternoon.Workspace.Member(People[nth * 7 % People.Length]);
            var said = await who.Says(Channel, $"{nth + 1}. {Words[nth % Words.Length]}");
            if (nth % 10 == 7) await said.React("pushpin");
            if (nth % 5 == 0) await afternoon.Pass(TimeSpan.FromMinutes(1));
        }
    }

    static string Pull(int number, string title, string? merge = null, bool closed = false, int minute = 0) =>
        GitHubActs.Pull(title, merge, closed: closed, minute: minute)
            .Replace("\"number\":12", $"\"number\":{number}", StringComparison.Ordinal);

    static async Task Story(Afternoon afternoon)
    {
        var (ana, ben) = (afternoon.Ana, afternoon.Ben);
        await Talk(afternoon, 50);
        // What fails beside it was the same; later a part of it turns out to be something else.
        await afternoon.Alert(Job("stock"));
        await ben.Slash("/incident merge 2 into 1");
        await ben.Modal.Submit();
        await ana.Slash("/incident status 1");
        await ana.Modal.Choose("Severity", "Major: wants somebody today").Fill("Why", "Finance waits").Submit();
        await ana.Slash("/incident update 1");
        await ana.Modal.Fill("What is new", "The type of a column changed. A fix is in review.").Submit();
        foreach (var number in (int[])[12, 13, 14])
            await afternoon.Dev.Says(Channel, $"https://github.com/acme/dbt/pull/{number}");
        await afternoon.Delivers("pull_request", Pull(12, "Fix the cast"));
        await afternoon.Delivers("pull_request", Pull(13, "Turn the check off"));
        await afternoon.Delivers("pull_request", Pull(14, "Test the type"));
        await Talk(afternoon, 50);
        await afternoon.Delivers("pull_request", Pull(12, "Fix the cast", GitHubActs.Merge, minute: 40));
        await afternoon.Delivers("pull_request", Pull(13, "Turn the check off", closed: true, minute: 41));
        await afternoon.Delivers("deployment_status", GitHubActs.Deployed(GitHubActs.Merge));
        await ana.Slash("/incident split 1");
        await ana.Modal.Tick("stock failed").Submit();
        await Ends(afternoon);
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        await ben.Slash("/incident reopen 1");
        await Talk(afternoon, 50);
        await Ends(afternoon);
        await ana.Sees("Draft of the summary of INC-1", Channel).Click("Accept");
    }

    static async Task Ends(Afternoon afternoon)
    {
        await afternoon.Alert(Job("orders", status: "resolved"));
        await afternoon.Ana.Slash($"/incident resolve 1 {Fix}");
        await afternoon.Ana.Modal.Submit();
    }

    [Fact]
    public async Task All_places_agree_on_it_at_the_end()
    {
        await using var afternoon = await Begin();
        await Story(afternoon);
        var card = Assert.Single(afternoon.Ana.Messages(Channel), m => m.IsPinned).Text;
        var announced = Assert.Single(
            afternoon.Finn.Messages("#data-incidents"),
            m => m.Text.StartsWith(":white_check_mark: INC-1 ", StringComparison.Ordinal)).Text;
        foreach (var said in (string[])[card, announced])
        {
            Assert.Contains("INC-1 orders failed", said, StringComparison.Ordinal);
            Assert.Contains("Resolved by ana", said, StringComparison.Ordinal);
            Assert.Contains("Major", said, StringComparison.Ordinal);
            Assert.Contains(Fix, said, StringComparison.Ordinal);
            Assert.DoesNotContain("stock", said, StringComparison.Ordinal);
        }

        Assert.Contains("(opened again today at 10:50 AM, first today at 10:00 AM)", card, StringComparison.Ordinal);
        Assert.Contains("Lead: ana", card, StringComparison.Ordinal);
        Assert.Contains("Summary", card, StringComparison.Ordinal);
        string[] pulls = ["#12 Fix the cast: deployed", "#13 Turn the check off: closed", "#14 Test the type: open"];
        foreach (var pull in pulls)
            Assert.Contains($"acme/dbt{pull}", card, StringComparison.Ordinal);
        var (shown, markdown, json) = await Timeline(afternoon.Chloe);
        Assert.Contains("Resolved, Major.", markdown, StringComparison.Ordinal);
        Assert.Equal("resolved", json.GetProperty("status").GetString());
        Assert.Equal("major", json.GetProperty("severity").GetString());
        var entries = json.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("text").GetString()!).ToList();
        Assert.Equal(entries.Count, markdown.Split('\n').Count(l => l.StartsWith("- ", StringComparison.Ordinal)));
        Assert.Equal(15, entries.Count(e => e.Contains("Found it", StringComparison.Ordinal)));
        foreach (var entry in entries) Assert.Contains(entry, shown, StringComparison.Ordinal);
        string[] happened =
        [
            "opened “orders failed”", "merged INC-2 into this: stock failed", "Minor → Major (Finance waits)",
            "attached acme/dbt#12", "fix is live: acme/dbt#12 Fix the cast", "split off into INC-3: stock failed",
            $"what fixed it: {Fix}, Monitoring → Resolved", "Resolved → Investigating", "Monitoring → Resolved",
        ];
        Assert.Equal(happened, happened.OrderBy(h => entries.FindLastIndex(e => e.Contains(h, StringComparison.Ordinal))));
        var home = (await afternoon.Ana.OpensHome(afternoon.App))!.Text;
        Assert.Contains("#inc-3-stock-failed", home, StringComparison.Ordinal);
        Assert.DoesNotContain("#inc-1", home, StringComparison.Ordinal);
    }

    /// <summary>All that its pages show, and both of its files.</summary>
    static async Task<(string Shown, string Markdown, JsonElement Json)> Timeline(Member reader)
    {
        await reader.Slash("/incident timeline 1");
        var shown = reader.Modal.Text;
        while (reader.Modal.Buttons.FirstOrDefault(b => b.StartsWith("Earlier", StringComparison.Ordinal)) is { } earlier)
        {
            await reader.Modal.Press(earlier);
            shown += reader.Modal.Text;
        }

        await reader.Modal.Press("Export");
        await reader.Modal.Press("Send me both as files");
        var sent = reader.Sees("The timeline of INC-1").Posted.Files;
        var files = sent.Select(file => Encoding.UTF8.GetString(file.Bytes.Span)).ToList();
        return (shown, files[0], JsonDocument.Parse(files[1]).RootElement);
    }
}
