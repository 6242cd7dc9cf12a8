namespace Bot.Domain.OnCall;

/// <summary>Handles of user groups, as Slack allows them: lower-case letters, digits, ".", "-" and "_".</summary>
public static class GroupHandles
{
    public const string Default = "data-responder";

    /// <summary>The handle without @ and in lower case; null when nothing was typed.</summary>
    public static string? Normalise(string? typed)
    {
        var handle = (typed ?? "").Trim().TrimStart('@').ToLowerInvariant();
        return handle.Length == 0 ? null : handle;
    }

    public static string? Problem(string handle) =>
        handle.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.')
            ? null
            : $"\"{handle}\" cannot be a handle: use letters, digits, \"-\", \"_\" and \".\", such as {Default}.";
}
