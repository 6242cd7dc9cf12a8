using System.Text.Json.Nodes;
using Bot.Alerts.Expressions;

namespace Bot.Alerts.Hooks;

/// <summary>A form in which a sender posts: how it is recognised, and what it says.</summary>
/// <param name="Id">Its sender, as rows know it; a sender may have several forms.</param>
/// <param name="Sender">Its sender, for people.</param>
/// <param name="Shape">True of a payload in this form.</param>
/// <param name="Mapping">What is asked of it.</param>
sealed record Preset(string Id, string Sender, Expression Shape, Mapping Mapping)
{
    /// <summary>What happened, in the sender's own word.</summary>
    public Expression? Event { get; init; }

    /// <summary>When that of which it tells began.</summary>
    public Expression? Began { get; init; }

    /// <summary>The run of which it tells, whose failure is one however often it is told.</summary>
    public Expression? Run { get; init; }

    /// <summary>The sender's own name of the message.</summary>
    public Expression? Delivery { get; init; }

    /// <summary>What is told beside the fields of an alert, by name.</summary>
    public IReadOnlyList<(string Name, Expression Value)> Metadata { get; init; } = [];

    /// <summary>What is done to a payload before it is asked.</summary>
    public Func<JsonObject, JsonObject>? Prepare { get; init; }

    /// <summary>Payloads tell of persons: nothing but what they are prepared to is kept.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>It takes 200 alone for a success.</summary>
    public bool Wants200 { get; init; }

    public static Preset Of(string id, string sender, string shape, params (string Name, string Text)[] fields) =>
        new(id, sender, Asked(shape), Mapping.Of(fields));

    public static Expression Asked(string text) =>
        Expression.Parse(text, out var problem) ?? throw new InvalidOperationException($"{text}: {problem}");

    public static IReadOnlyList<(string, Expression)> Beside(params (string Name, string Text)[] values) =>
        [.. values.Select(v => (v.Name, Asked(v.Text)))];

    /// <summary>Whether a payload has this form.</summary>
    public bool Fits(Payload payload)
    {
        try
        {
            return Shape.Value(payload) is { } said and not "false" && said.Length > 0;
        }
        catch (ExpressionException)
        {
            // What it asks of is of another kind there.
            return false;
        }
    }
}
