using System.Globalization;
using Dapper;

namespace Bot.Sandbox.Chaos;

/// <summary>What is kept, as somebody finds it in a list.</summary>
sealed class InLists(ChaosScene scene, CancellationToken stop)
{
    /// <summary>The first value of the first row; null where there is none.</summary>
    public string? Text(string sql, object values)
    {
        using var db = scene.Open(stop).GetAwaiter().GetResult();
        var text = Convert.ToString(db.ExecuteScalar(sql, values), CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>Whether a count is more than nothing.</summary>
    public bool Has(string sql, object values) => Text(sql, values) is not (null or "0");
}
