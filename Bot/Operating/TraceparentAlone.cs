using System.Diagnostics;

namespace Bot.Operating;

/// <summary>
/// Takes from whoever sends something the trace to which it belongs, by its number, and no words beside it, which would stand in
/// each span; gives nothing on.
/// </summary>
sealed class TraceparentAlone : DistributedContextPropagator
{
    const string Header = "traceparent";

    public override IReadOnlyCollection<string> Fields { get; } = [Header];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        // Others have no business with traces of the bot.
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        (traceId, traceState) = (null, null);
        getter?.Invoke(carrier, Header, out traceId, out _);
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(
        object? carrier, PropagatorGetterCallback? getter) => null;
}
