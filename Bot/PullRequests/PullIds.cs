using System.Globalization;

namespace Bot.PullRequests;

/// <summary>The ids of buttons of pull requests, and the subjects that are brought. They are stored: never renamed.</summary>
static class PullIds
{
    public const string Undo = "pull_undo";

    /// <summary>One pull request of which GitHub is to be asked.</summary>
    public const string Asked = "pull";

    public static string SubjectOf(long pull) => string.Create(CultureInfo.InvariantCulture, $"{Asked}:{pull}");
}
