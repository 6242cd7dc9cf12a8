namespace Bot.Domain.OnCall;

/// <summary>Handles of user groups, as Slack allows them: at most 21 lower-case letters, digits, ".", "-" and "_".</summary>
public static class GroupHandles
{
    public const string Default = "data-responder";
    const int Longest = 21;

    /// <summary>The handle without @ and in lower case; null when nothing was typed.</summary>
    public static string? Normalise(string? typed)
    {
        var handle = (typed ?? "").Trim().TrimStart('@').ToLowerInvariant();
        return handle.Length == 0 ? null : handle;
    }

    public static string? Problem(string handle) =>
        handle.Length <= Longest && handle.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
            ? null
            : $"\"{handle}\" cannot be a handle: use at most {Longest} letters, digits, \"-\", \"_\" and \".\", such as "
                + $"{Default}.";
}
