using Bot.Settings;
using NJsonSchema;
using YamlDotNet.Serialization;

namespace Bot.Tests.Laws;

public sealed class ManifestTests
{
    [Fact]
    public async Task The_manifest_obeys_slacks_schema()
    {
        var schema = await JsonSchema.FromFileAsync(
            ReferenceData.File("slack", "manifest.schema.2.0.0.json"), TestContext.Current.CancellationToken);
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize(new StringReader(Manifest.Text));
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(yaml);
        Assert.Empty(schema.Validate(json).Select(e => e.ToString()));
    }

    [Fact]
    public void Other_command_names_are_in_the_manifest_that_the_bot_prints()
    {
        var printed = AppManifest.Text(new BotCommands("/data-incident", "/data-cover"));
        Assert.Contains("command: /data-incident\n", printed, StringComparison.Ordinal);
        Assert.Contains("command: /data-cover\n", printed, StringComparison.Ordinal);
        Assert.Equal(Manifest.Text, AppManifest.Text(BotCommands.Default));
    }

    [Fact]
    public async Task The_bot_answers_to_the_names_that_it_was_given()
    {
        await using var afternoon = await Afternoon.Begin(
            settings: new() { ["Commands:Incident"] = "/data-incident" },
            manifest: AppManifest.Text(new BotCommands("/data-incident", "/cover")));
        await afternoon.Ana.Slash("/data-incident late");
        Assert.Equal("late", afternoon.Ana.Modal.Value("Name"));
    }
}
