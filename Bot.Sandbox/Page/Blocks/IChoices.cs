using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Blocks;

/// <summary>Something that can be picked: what it is called, and the value that payloads carry (an id or an option).</summary>
public sealed record Choice(string Id, string Name, string More, JsonNode Value);

/// <summary>What a searching field holds and offers.</summary>
public interface IChoices
{
    bool Several { get; }

    /// <summary>How much must be typed before anything is offered.</summary>
    int Least { get; }

    IReadOnlyList<Choice> Chosen();

    Task<IReadOnlyList<Choice>> Offer(string typed);

    /// <summary>What the text alone means, without a row of the list; null where only rows count.</summary>
    Choice? Meant(string typed);

    JsonObject Value(IReadOnlyList<Choice> chosen);
}
