using NJsonSchema;
using YamlDotNet.Serialization;

namespace Bot.Tests.Laws;

public sealed class ManifestTests
{
    [Fact]
    public async Task The_manifest_obeys_slacks_schema()
    {
        var schema = await JsonSchema.FromFileAsync(ReferenceData.File("slack", "manifest.schema.2.0.0.json"), TestContext.Current.CancellationToken);
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(new StringReader(Manifest.Text));
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(yaml);
        Assert.Empty(schema.Validate(json).Select(e => e.ToString()));
    }
}
