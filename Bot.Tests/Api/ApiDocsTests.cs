using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Tests.Alerts;
using Bot.Tests.Laws;
using static Bot.Tests.Api.Programs;

namespace Bot.Tests.Api;

/// <summary>What docs/api.md has people type works as it stands.</summary>
public sealed partial class ApiDocsTests
{
    [Fact]
    public async Task Each_command_is_answered()
    {
        Assert.SkipUnless(NotifyRun.Has("curl"), "Needs curl: the commands of docs/api.md were not run.");
        await using var afternoon = await Demo.Begin();
        var token = await afternoon.Ivy.MakesToken(Reads, Writes);
        var page = await File.ReadAllTextAsync(
            Path.Combine(Sources.Root(), "docs", "api.md"), TestContext.Current.CancellationToken);
        var commands = Command().Matches(page).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(7, commands.Count);
        List<string> said = [];
        foreach (var command in commands) said.Add(await Run(afternoon, command, token));
        Assert.Contains(JsonNode.Parse(said[0])!["items"]!.AsArray(), i => (string)i!["label"]! == "INC-1");
        Assert.Equal("model.acme.stg_orders", (string)JsonNode.Parse(said[1])!["items"]![0]!["node"]!);
        Assert.StartsWith(
            "rotation,rotation_name,person,", await File.ReadAllTextAsync(
                Path.Combine(afternoon.Folder, "shifts.csv"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Empty(JsonNode.Parse(said[2])!["items"]!.AsArray());
        Assert.StartsWith(
            "name,value\r\nperiod.name,Q4 2025\r\nperiod.starts,2025-09-30T22:00:00+00:00\r\n", await File.ReadAllTextAsync(
                Path.Combine(afternoon.Folder, "review.csv"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal(("Orders are late", "major"), (
            (string)JsonNode.Parse(said[5])!["name"]!, (string)JsonNode.Parse(said[5])!["severity"]!));
        Assert.Equal(("Add a freshness test", 1), (
            (string)JsonNode.Parse(said[6])!["title"]!, (int)JsonNode.Parse(said[6])!["incident"]!));
        await afternoon.Settle();
    }

    static async Task<string> Run(Afternoon afternoon, string command, string token)
    {
        var info = new ProcessStartInfo("sh", ["-c", command])
        {
            WorkingDirectory = afternoon.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["URL"] = afternoon.Url.ToString().TrimEnd('/');
        info.Environment["TOKEN"] = token;
        using var process = Process.Start(info)!;
        var stop = TestContext.Current.CancellationToken;
        var (said, _) = (await process.StandardOutput.ReadToEndAsync(stop), await process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        Assert.Equal(0, process.ExitCode);
        return said;
    }

    [GeneratedRegex("```\n(curl .+?)```", RegexOptions.Singleline)]
    private static partial Regex Command();
}
