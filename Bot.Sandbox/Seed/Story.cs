using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Bot.Sandbox.Seed;

/// <summary>An incident of the demo: how it began, what people did and wrote, how it ended.</summary>
sealed class Story
{
    /// <summary>The job that fails in CI; null when a person declares it.</summary>
    public string? Job { get; init; }
    public string Says { get; init; } = "";
    public string? By { get; init; }
    public string Name { get; init; } = "";
    public string Known { get; init; } = "";
    public string Severity { get; init; } = "Minor";
    public string? Affected { get; init; }
    public int Again { get; init; }
    public double Hours { get; init; } = 3;
    public string[] Updates { get; init; } = [];
    /// <summary>"finn: what Finn writes in the channel".</summary>
    public string[] Chat { get; init; } = [];
    public string Fix { get; init; } = "";
    /// <summary>"finn: what Finn sees to afterwards".</summary>
    public string[] Left { get; init; } = [];
    public string? Declined { get; init; }
    public bool Open { get; init; }

    /// <summary>Who feels it, as CI says it of a job; null where nobody knows.</summary>
    public string? Impact => Affected switch { null => null, "Customers" => "customer-facing", _ => "internal" };

    /// <summary>Jobs of which nobody outside feels anything, whatever becomes of them.</summary>
    public static IEnumerable<string> InternalJobs() =>
        All().Where(story => story is { Job: not null, Severity: "Minor" }).Select(story => story.Job!).Distinct();

    public static IReadOnlyList<Story> All()
    {
        using var reader = new StreamReader(typeof(Story).Assembly.GetManifestResourceStream("stories.yml")!);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build()
            .Deserialize<List<Story>>(reader.ReadToEnd());
    }
}
