using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Sandbox;
using Bot.Tests.Laws;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Incidents;

/// <summary>A timeline as Markdown and as JSON.</summary>
public sealed partial class TimelineExportTests
{
    const string Channel = "#inc-1-orders-are-late";
    const string Hostile = "<!channel> *all* [x](http://evil)\n# heading\n- item\n1. one ```x``` | 😀";

    static async Task<Afternoon> Told(string? manifest = null)
    {
        var afternoon = await Afternoon.Begin(manifest: manifest);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Finn.Declares("Orders are late");
        await afternoon.Pass(TimeSpan.FromMinutes(3));
        var message = await afternoon.Finn.Says(Channel, Hostile);
        await afternoon.Ben.Sees("heading", Channel).React("pushpin");
        await afternoon.Pass(TimeSpan.FromDays(1));
        await message.Edit($"{Hostile} twice");
        await afternoon.Ana.Slash("/incident status 1");
        await afternoon.Ana.Modal.Choose("Severity", "Major: wants somebody today").Fill("Why", "Finance waits").Submit();
        return afternoon;
    }

    static async Task<Modal> Export(Member by)
    {
        await by.Slash("/incident timeline 1");
        await by.Modal.Press("Export");
        return by.Modal;
    }

    [Fact]
    public async Task Both_formats_say_the_same_and_come_as_files_in_a_direct_message()
    {
        await using var afternoon = await Told();
        await (await Export(afternoon.Chloe)).Press("Send me both as files");
        Assert.Contains("Both files are in your direct messages", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        var sent = afternoon.Chloe.Sees("The timeline of INC-1");
        Assert.Equal("(direct)", sent.Channel);
        Assert.Equal(["inc-1-timeline.md", "inc-1-timeline.json"], sent.Posted.Files.Select(f => f.Name));
        var (markdown, json) = (Read(sent, 0), JsonDocument.Parse(Read(sent, 1)).RootElement);
        Assert.StartsWith("# INC-1: Orders are late\n", markdown, StringComparison.Ordinal);
        Assert.Equal("INC-1", json.GetProperty("incident").GetString());
        var entries = json.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(entries.Select(Line), Entries(markdown));
        Assert.Contains(entries, e => e.GetProperty("text").GetString() == $"{Hostile} twice"
            && e.GetProperty("who").GetString() == "finn" && e.GetProperty("added_by").GetString() == "ben"
            && e.GetProperty("at").GetString() == "2026-03-03T10:03:00Z"
            && e.GetProperty("edited_at").GetString() == "2026-03-04T10:03:00Z"
            && e.GetProperty("kind").GetString() == "notes"
            && e.GetProperty("link").GetString()!.StartsWith("https://", StringComparison.Ordinal));
        const string Raised = "Minor → Major, is on it, Triage → Investigating (Finance waits)";
        Assert.Contains(entries, e => e.GetProperty("text").GetString() == Raised);
        Assert.Contains(entries, e => e.GetProperty("text").GetString() == "opened “Orders are late” (declared)");
    }

    [Fact]
    public async Task What_somebody_wrote_makes_no_heading_and_no_item_of_the_Markdown()
    {
        await using var afternoon = await Told();
        var text = (await Export(afternoon.Chloe)).Text;
        Assert.Single(text.Split('\n'), l => l.StartsWith("# ", StringComparison.Ordinal));
        Assert.DoesNotContain("\n- item", text, StringComparison.Ordinal);
        Assert.Contains(@"\<\!channel\> \*all\*", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_permission_for_files_the_text_is_shown_and_the_reason_said()
    {
        await using var afternoon = await Told(Manifest.Text.Replace("      - files:write\n", "", StringComparison.Ordinal));
        var shown = await Export(afternoon.Chloe);
        Assert.Contains("the app lacks files:write", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Send me both as files", shown.Buttons);
        Assert.Contains("# INC-1: Orders are late", shown.Text, StringComparison.Ordinal);
        await shown.Choose("timeline_export_format", "JSON");
        Assert.Contains("\"incident\": \"INC-1\"", shown.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("files.getUploadURLExternal")]
    [InlineData("files.completeUploadExternal")]
    public async Task Files_that_Slack_does_not_take_leave_the_text(string method)
    {
        await using var afternoon = await Told();
        afternoon.Workspace.Faults.On(method).Refuse("access_denied");
        await (await Export(afternoon.Chloe)).Press("Send me both as files");
        Assert.Contains("Slack did not take the files.", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("# INC-1: Orders are late", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
    }

    static string Read(SeenMessage message, int nth) => Encoding.UTF8.GetString(message.Posted.Files[nth].Bytes.Span);

    static string Line(JsonElement entry) =>
        $"{entry.GetProperty("at").GetString()} {entry.GetProperty("who").GetString()} {entry.GetProperty("text").GetString()}";

    /// <summary>The entries of a file of Markdown, as a reader of the file gets them.</summary>
    static IEnumerable<string> Entries(string markdown)
    {
        var day = "";
        foreach (var part in markdown.Replace("\\\n  ", "\u0001", StringComparison.Ordinal).Split('\n'))
        {
            if (part.StartsWith("## ", StringComparison.Ordinal)) day = part[3..];
            if (Entry().Match(part) is not { Success: true } entry) continue;
            yield return $"{day}T{entry.Groups["time"]}Z {Plain(entry.Groups["who"].Value)} {Plain(entry.Groups["text"].Value)}";
        }
    }

    static string Plain(string text) => Escape().Replace(text, "$1").Replace('\u0001', '\n');

    [GeneratedRegex(
        @"^- (?<time>[0-9:]{8}) (?:\*\*(?<who>.*?)\*\*: )?(?<text>.*?)"
            + @"(?: \((?:changes|alerts|\[message\]|edited|added by).*\))?$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\\([^\w\s])")]
    private static partial Regex Escape();
}
