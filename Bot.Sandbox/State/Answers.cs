using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What a person has typed or chosen so far, by block and action id.</summary>
sealed class Answers
{
    readonly Dictionary<(string Block, string Action), JsonObject> given = [];

    public JsonObject? this[string block, string action]
    {
        get => given.GetValueOrDefault((block, action));
        set
        {
            if (value is null) given.Remove((block, action));
            else given[(block, action)] = value;
        }
    }

    /// <summary>Forgets answers whose element is gone or became another kind.</summary>
    public void KeepOnly(IEnumerable<PlacedElement> elements)
    {
        var kept = elements.ToDictionary(element => (element.BlockId, element.ActionId), element => element.Type);
        foreach (var (key, answer) in given.ToList())
            if (!kept.TryGetValue(key, out var type) || type != (string?)answer["type"])
                given.Remove(key);
    }
}
