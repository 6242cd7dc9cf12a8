namespace Bot.Api.Reading;

/// <summary>Nodes of dbt as people type them: <c>stg_orders</c> is <c>model.shop.stg_orders</c>.</summary>
static class Nodes
{
    public static readonly Filter Filter = Reading.Filter.Text(
        "node", "Only those of this dbt node, and of tests that look at it: its unique_id, or the end of it.", "stg_orders");

    /// <summary>Whether one of these is meant.</summary>
    public static bool Are(string typed, params ReadOnlySpan<string?> nodes)
    {
        foreach (var node in nodes)
            if (node is not null && (node == typed || node.EndsWith($".{typed}", StringComparison.Ordinal)))
                return true;
        return false;
    }
}
