using System.Text.Json;
using Bot.Domain.OnCall;
using Bot.Slack;

namespace Bot.Incidents.Notices;

/// <summary>What the form of a notice was drawn of, carried in the form.</summary>
/// <param name="Incident">What it belongs to.</param>
/// <param name="Notice">The notice that is changed; null where one is given.</param>
/// <param name="Changes">How often that was changed before.</param>
/// <param name="Draft">
/// How often something else was chosen. Slack keeps what stands in a field for as long as the field has its name, so each time
/// those that depend on it get new ones.
/// </param>
sealed record ShownNotice(long Incident, long? Notice = null, long Changes = 0, int Draft = 0)
{
    public static ShownNotice Of(View view) => JsonSerializer.Deserialize<ShownNotice>(view.PrivateMetadata)!;

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>The name under which Slack knows a field that depends on what the notice is about.</summary>
    public string Block(string field) => $"{field}.{Draft}";

    /// <summary>What stands for something that people read in the form's menu, which takes no long values.</summary>
    public static string Mark(string label) => ShortMark.Of(label.ToLowerInvariant());
}
