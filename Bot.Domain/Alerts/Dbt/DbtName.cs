namespace Bot.Domain.Alerts.Dbt;

/// <summary>
/// What a node is called, read out of its <c>unique_id</c>: <c>model.project.name</c>, <c>test.project.name.hash</c>.
/// </summary>
public static class DbtName
{
    const int HashLength = 10;

    /// <summary>
    /// What kind of thing it is: <c>model</c>, <c>test</c>, <c>source</c> and so on; a bare name is an operation.
    /// </summary>
    public static string Kind(string node) =>
        node.IndexOf('.', StringComparison.Ordinal) is > 0 and var at ? node[..at] : "operation";

    /// <summary>Whether it only looks at others.</summary>
    public static bool IsTest(string node) => Kind(node) is "test" or "unit_test";

    /// <summary>Whether it is what a project does before or behind its nodes.</summary>
    public static bool IsHook(string node) =>
        Kind(node) == "operation" && node.Contains("-on-run-", StringComparison.Ordinal);

    /// <summary>Its name as people know it: of a source with its schema, of a generic test without the hash.</summary>
    public static string Of(string node)
    {
        var parts = node.Split('.');
        return parts switch
        {
            ["source", _, .. var name] when name.Length > 0 => string.Join('.', name),
            ["test", _, .. var name, var hash] when name.Length > 0 && IsHash(hash) => string.Join('.', name),
            // A version behind a model's name belongs to it.
            [_, _, .. var name] when name.Length > 0 => string.Join('.', name),
            _ => node,
        };
    }

    static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower);
}
