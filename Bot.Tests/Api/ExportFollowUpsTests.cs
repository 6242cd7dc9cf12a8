using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Delivery;
using Bot.Tests.Laws;
using CsCheck;
using static Bot.Tests.FollowUps.Kept;

namespace Bot.Tests.Api;

/// <summary>All follow-ups as files.</summary>
public sealed class ExportFollowUpsTests
{
    [Fact]
    public async Task All_come_as_a_table_and_as_json_and_no_cell_begins_a_formula()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup =HYPERLINK(\"http://evil\",\"x\"), @ben", Channel);
        await afternoon.Ana.Slash("/followup", Channel);
        await afternoon.Ana.Modal.Fill("What is to be done", "+1 for it @ben").Fill("Labels", "-1,b").Submit();
        await afternoon.Ana.Slash("/followup notdoing 2 @nobody \"wants\" it");
        await afternoon.Ana.Slash("/followup export");
        afternoon.Ana.Sees("Both files are in your direct messages with Data Responder.");
        var files = afternoon.Ana.Messages().First(m => m.Posted.Files.Count > 0).Posted.Files;
        Assert.Equal(["follow-ups.csv", "follow-ups.json"], files.Select(f => f.Name));
        var lines = Encoding.UTF8.GetString(files[0].Bytes.Span).Split("\r\n");
        // As in any file of the bot: without the first sign spreadsheets take it for a code page of theirs.
        Assert.StartsWith("\uFEFFnumber,title,state,owner,owner_name,due,overdue,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(
            $"2,'+1 for it @ben,not_doing,{afternoon.Ana.Id},ana,2026-03-17,false,normal,\"'-1; b\",1,", lines[1],
            StringComparison.Ordinal);
        Assert.Contains(",\"'@nobody \"\"wants\"\" it\",", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(
            $"1,\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\"),\",outstanding,{afternoon.Ben.Id},ben,2026-03-17,", lines[2],
            StringComparison.Ordinal);
        using var json = JsonDocument.Parse(files[1].Bytes);
        Assert.Equal("=HYPERLINK(\"http://evil\",\"x\"),", json.RootElement[1].GetProperty("title").GetString());
    }

    [Fact]
    public async Task What_somebody_takes_along_is_what_programs_read()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test @ben", Channel);
        await afternoon.Ana.Slash("/followup tell finance", Channel);
        await afternoon.Ana.Slash("/followup notdoing 2 they know");
        await afternoon.Ana.Slash("/followup export");
        var files = afternoon.Ana.Messages().First(m => m.Posted.Files.Count > 0).Posted.Files;
        var token = await afternoon.Ivy.MakesToken();
        var table = await afternoon.Asks("v1/followups", token, accept: "text/csv");
        Assert.Equal(table.Text, Encoding.UTF8.GetString(files[0].Bytes.Span).TrimStart('\uFEFF'));
        var list = await afternoon.Asks("v1/followups", token);
        Assert.Equal(list.Json["items"]!.ToJsonString(), JsonNode.Parse(files[1].Bytes.Span)!.ToJsonString());
    }

    [Fact]
    public async Task Without_the_permission_for_files_the_json_is_shown_and_the_reason_said()
    {
        await using var afternoon = await Begin(
            manifest: Manifest.Text.Replace("      - files:write\n", "", StringComparison.Ordinal));
        await afternoon.Ana.Slash("/followup export");
        afternoon.Ana.Sees("There are no follow-ups yet.");
        await afternoon.Ana.Slash("/followup fix ``` it");
        await afternoon.Ana.Slash("/followup export");
        Assert.Contains("the app lacks files:write", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("\"number\":1", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    /// <summary>A reader of such tables, written apart from what writes them.</summary>
    static List<List<string>> Read(string csv)
    {
        (List<List<string>> rows, var row, var cell, var isQuoted) = ([], new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < csv.Length; at++)
        {
            var sign = csv[at];
            if (isQuoted && sign == '"' && at + 1 < csv.Length && csv[at + 1] == '"') cell.Append(csv[++at]);
            else if (sign == '"') isQuoted = !isQuoted;
            else if (!isQuoted && sign == ',') End();
            else if (!isQuoted && sign == '\r' && csv[at + 1] == '\n')
            {
                End();
                rows.Add(row);
                (row, at) = ([], at + 1);
            }
            else cell.Append(sign);
        }

        return rows;

        void End()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }

    [Fact]
    public void Whatever_a_cell_holds_it_is_read_back_and_begins_no_formula() =>
        Gen.OneOf(Gen.String, Gen.Char["=+-@\",\r\n\t ＝a"].Array[0, 8].Select(signs => new string(signs)))
            .Array[1, 4].Sample(cells =>
            {
                var read = Read(Csv.Of(["head"], [cells]))[1];
                Assert.Equal(cells.Length, read.Count);
                foreach (var (cell, back) in cells.Zip(read))
                {
                    Assert.Contains(back, (string[])[cell, $"'{cell}"]);
                    Assert.False(back.TrimStart() is ['=' or '+' or '-' or '@' or '＝', ..], back);
                    Assert.False(back is ['\t' or '\r' or '\n', ..], back);
                }
            });
}
