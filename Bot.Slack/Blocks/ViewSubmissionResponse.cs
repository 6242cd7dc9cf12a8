using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>The answer to a submitted modal; no answer at all (null) closes that view.</summary>
public sealed record ViewSubmissionResponse
{
    ViewSubmissionResponse(string? action) => ResponseAction = action;

    public string? ResponseAction { get; }

    /// <summary>What is still to be done in Slack once it has its answer, such as drawing the view below anew.</summary>
    [JsonIgnore]
    public Func<CancellationToken, Task>? After { get; init; }
    public ViewDefinition? View { get; private init; }

    [JsonPropertyName("errors")]
    public IReadOnlyDictionary<string, string>? FieldErrors { get; private init; }

    /// <summary>Keeps the modal open with a sentence under fields, keyed by the block id of input blocks of that view.</summary>
    public static ViewSubmissionResponse Errors(params (string BlockId, string Sentence)[] errors) =>
        Errors(errors.ToDictionary(e => e.BlockId, e => e.Sentence));

    /// <inheritdoc cref="Errors(ValueTuple{string, string}[])"/>
    public static ViewSubmissionResponse Errors(IReadOnlyDictionary<string, string> errors) =>
        new("errors") { FieldErrors = errors };

    /// <summary>Replaces the submitted view.</summary>
    public static ViewSubmissionResponse Update(ModalViewDefinition view) => new("update") { View = view };

    /// <summary>Puts a view on top; Slack's stack holds three.</summary>
    public static ViewSubmissionResponse Push(ModalViewDefinition view) => new("push") { View = view };

    /// <summary>Closes that view, for an answer with something to do after it.</summary>
    public static ViewSubmissionResponse Close() => new((string?)null);

    /// <summary>Closes all views of the stack.</summary>
    public static ViewSubmissionResponse Clear() => new("clear");
}
