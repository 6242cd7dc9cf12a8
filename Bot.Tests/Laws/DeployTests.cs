using System.Diagnostics;
using System.Text.RegularExpressions;
using Bot.Hosting;
using Bot.Settings;
using Bot.Tests.Alerts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using YamlDotNet.RepresentationModel;

namespace Bot.Tests.Laws;

/// <summary>
/// What the bot is run by (deploy/, compose.yaml, the Dockerfile) sets what it knows and asks where it answers.
/// </summary>
public sealed partial class DeployTests
{
    const string Unit = "deploy/data-responder.service", Pods = "deploy/kubernetes/bot.yaml",
        Secret = "deploy/kubernetes/secret.example.yaml", Variables = "deploy/data-responder.env";

    // Of .NET, not of the bot.
    static readonly string[] OfTheRuntime = ["DOTNET_EnableDiagnostics"];

    [Theory]
    [InlineData(Unit, "^Environment=\"?(?<name>[A-Za-z_]+)=(?<value>.*?)\"?$", 3)]
    [InlineData(Variables, "^#?(?<name>[A-Z][A-Za-z_]+)=(?<value>.+)$", 9)]
    [InlineData(Pods, "\\{ name: (?<name>[A-Z][A-Za-z_]+), value: \"?(?<value>[^\"} ]+)\"? \\}", 5)]
    [InlineData(Secret, "^  (?<name>[A-Z][A-Za-z_]+): (?<value>.+)$", 3)]
    [InlineData("compose.yaml", "^      (?<name>[A-Z][A-Za-z_]+): (?<value>.+)$", 6)]
    [InlineData("Dockerfile", "(?<name>[A-Z]+_[A-Za-z_]+|ConnectionStrings__Default)=(?<value>\"[^\"]+\"|\\S+)", 3)]
    public void Each_variable_is_a_setting_with_a_value_that_can_be_used(string file, string line, int many)
    {
        var set = Regex.Matches(Read(file), line, RegexOptions.Multiline)
            .Select(m => (Name: m.Groups["name"].Value, Value: m.Groups["value"].Value.Trim('"')))
            .Where(s => !OfTheRuntime.Contains(s.Name)).ToList();
        Assert.True(set.Count >= many - 1, $"Too few variables to be all of {file}: {set.Count}.");
        var settings = new Dictionary<string, string?>
        {
            ["SLACK_BOT_TOKEN"] = "xoxb-1",
            ["SLACK_APP_TOKEN"] = "xapp-1",
        };
        foreach (var (name, value) in set)
        {
            var key = name == "ASPNETCORE_URLS" ? "urls" : name.Replace("__", ":", StringComparison.Ordinal);
            KnownSettings.CheckArguments([$"--{key}={value}"]);
            // What is to be filled in is no value.
            if (!value.Contains('…', StringComparison.Ordinal) && !value.Contains("${", StringComparison.Ordinal))
                settings[key] = value;
        }

        new ServiceCollection().AddBot(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    [Fact]
    public void All_of_them_listen_at_one_port_and_show_figures_at_another()
    {
        var docker = Read("Dockerfile");
        var intake = Port().Match(docker).Groups["port"].Value;
        Assert.Contains($"EXPOSE {intake}\n", docker, StringComparison.Ordinal);
        Assert.Contains($"--to bot:{intake}\n", Read("compose.yaml"), StringComparison.Ordinal);
        Assert.Contains($"ASPNETCORE_URLS=http://127.0.0.1:{intake}\n", Read(Unit), StringComparison.Ordinal);
        var pods = Read(Pods);
        var figures = new Uri(Yaml(Pods).First(d => Kind(d) == "Deployment").AllNodes.OfType<YamlMappingNode>()
            .Single(n => Is(n, "name", "Metrics__Url"))["value"].ToString()).Port;
        Assert.Contains($"value: \"http://0.0.0.0:{intake}\"", pods, StringComparison.Ordinal);
        Assert.Contains($"{{ name: intake, containerPort: {intake} }}", pods, StringComparison.Ordinal);
        Assert.Contains($"{{ name: metrics, containerPort: {figures} }}", pods, StringComparison.Ordinal);
        // Figures are nobody's business outside.
        var service = Yaml(Pods).Single(d => Kind(d) == "Service");
        Assert.Equal(["intake"], service.AllNodes.OfType<YamlMappingNode>().Where(n => n.Children.ContainsKey("targetPort"))
            .Select(n => n["targetPort"].ToString()));
    }

    [Fact]
    public async Task What_probes_ask_for_is_answered()
    {
        var asked = Probe().Matches(Read(Pods)).Select(m => m.Groups["path"].Value).ToList();
        Assert.Equal(3, asked.Count);
        await using var afternoon = await Afternoon.Begin();
        using var http = new HttpClient();
        foreach (var path in asked)
            Assert.Equal(
                StatusCodes.Status200OK,
                (int)(await http.GetAsync(new Uri(afternoon.Url, path), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public void Names_in_them_agree_with_each_other_and_with_the_page()
    {
        var (unit, page) = (Read(Unit), Docs.Page(Path.Combine("docs", "deploy.md")));
        var folder = $"/var/lib/{Value(unit, "StateDirectory")}";
        Assert.Contains($"Data Source={folder}/bot.db", unit, StringComparison.Ordinal);
        Assert.Equal(folder, Value(unit, "WorkingDirectory"));
        var program = Value(unit, "ExecStart");
        Assert.Contains($"--output {Path.GetDirectoryName(program)}\n", page, StringComparison.Ordinal);
        Assert.Contains($"{program} doctor\n", page, StringComparison.Ordinal);
        Assert.Contains($"{Variables} {Value(unit, "EnvironmentFile")}\n", page, StringComparison.Ordinal);
        Assert.Contains($"{Unit} /etc/systemd/system/{Path.GetFileName(Unit)}\n", page, StringComparison.Ordinal);
        Assert.Contains($" {Value(unit, "User")}\n", page, StringComparison.Ordinal);
        Assert.Contains($"image: registry.example.com/data-responder:{Health.Version}\n", Read(Pods), StringComparison.Ordinal);
        var pods = Yaml(Pods);
        var secret = Assert.Single(Yaml(Secret))["metadata"]["name"].ToString();
        Assert.Contains($"- secretRef: {{ name: {secret} }}", Read(Pods), StringComparison.Ordinal);
        Assert.Equal(
            ["Deployment", "PersistentVolumeClaim", "PersistentVolumeClaim", "Service", "PodDisruptionBudget"],
            pods.Select(Kind));
    }

    [Fact]
    public async Task Systemd_takes_the_unit()
    {
        Assert.SkipUnless(NotifyRun.Has("systemd-analyze"), "systemd is not installed here.");
        var folder = Directory.CreateTempSubdirectory("data-responder-unit-").FullName;
        var file = Path.Combine(folder, "data-responder.service");
        // The program is not there.
        await File.WriteAllTextAsync(
            file, Read(Unit).Replace("/opt/data-responder/Bot", "/bin/true", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), await Said("systemd-analyze", "verify", file));
        await TempFolder.Delete(folder);
    }

    [Fact]
    public async Task Kustomize_puts_the_manifests_together()
    {
        Assert.SkipUnless(NotifyRun.Has("kubectl"), "kubectl is not installed here.");
        Assert.Equal(
            (0, ""), await Said("kubectl", "kustomize", Path.GetDirectoryName(Path.Combine(Sources.Root(), Pods))!));
    }

    static async Task<(int, string)> Said(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var stop = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var trouble = await process.StandardError.ReadToEndAsync(stop);
        await output;
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, trouble);
    }

    static List<YamlNode> Yaml(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read(file)));
        return [.. yaml.Documents.Select(d => d.RootNode)];
    }

    static string Kind(YamlNode document) => document["kind"].ToString();

    static bool Is(YamlMappingNode node, string key, string value) =>
        node.Children.TryGetValue(key, out var found) && found.ToString() == value;

    static string Value(string unit, string key) => unit.Split($"\n{key}=")[1].Split('\n')[0];

    static string Read(string file) => File.ReadAllText(Path.Combine(Sources.Root(), file));

    [GeneratedRegex(@"ASPNETCORE_URLS=http://0\.0\.0\.0:(?<port>\d+)")]
    private static partial Regex Port();

    [GeneratedRegex(@"httpGet: \{ path: (?<path>\S+), port: intake \}")]
    private static partial Regex Probe();
}
