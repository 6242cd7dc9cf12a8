using System.Text.Json;
using Bot.Settings;
using Bot.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Hosting;

/// <summary><c>appsettings.json</c> shows every setting that there is, each at its default.</summary>
public sealed class AppSettingsTests
{
    // Needed, and made by whoever installs the bot.
    static readonly Dictionary<string, string?> Tokens = new() { ["SLACK_BOT_TOKEN"] = "xoxb-1", ["SLACK_APP_TOKEN"] = "xapp-1" };

    // Said on the command line, once.
    static readonly string[] NotSet = ["adopt"];

    static readonly string File = Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    [Fact]
    public void Every_setting_that_is_read_is_in_it()
    {
        var read = new Keys();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Tokens).Add(read).Build();
        new ServiceCollection().AddBot(configuration);
        var shown = new ConfigurationBuilder().AddJsonFile(File).Build().AsEnumerable().Select(s => s.Key);
        var all = read.Asked.Concat(Waits("Slack", typeof(SlackOptions))).Concat(Waits("Posts", typeof(PostOptions))).ToList();
        Assert.True(all.Count > 25, "Too few settings to be all.");
        Assert.Empty(all.Except(NotSet).Except(shown, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void It_changes_nothing()
    {
        var without = Read(new ConfigurationBuilder());
        Assert.Contains("StormLimit", string.Concat(without), StringComparison.Ordinal);
        Assert.True(without.Count >= 8, "Too few to be all.");
        Assert.Equal(without, Read(new ConfigurationBuilder().AddJsonFile(File)));
    }

    // What the features have read: the records of settings that they registered, and what is in them.
    static List<string> Read(IConfigurationBuilder from) =>
    [
        .. new ServiceCollection().AddBot(from.AddInMemoryCollection(Tokens).Build())
            .Select(service => service.ImplementationInstance).OfType<object>()
            // What the framework keeps there is no setting.
            .Where(read => read.GetType().Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) != true)
            .Select(read => $"{read.GetType().Name} {JsonSerializer.Serialize(read, read.GetType())}"),
    ];

    // The numbers and times of a section; its tokens and addresses have settings of their own.
    static IEnumerable<string> Waits(string section, Type options) => options.GetProperties()
        .Where(p => p.PropertyType == typeof(TimeSpan) || p.PropertyType == typeof(int)).Select(p => $"{section}:{p.Name}");

    /// <summary>A source without values that notes what it is asked for.</summary>
    sealed class Keys : ConfigurationProvider, IConfigurationSource
    {
        public HashSet<string> Asked { get; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Asked.Add(key);
            value = null;
            return false;
        }
    }
}
