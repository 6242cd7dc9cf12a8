using System.Globalization;
using Bot.Incidents;

namespace Bot.PullRequests;

/// <summary>The ids of buttons of pull requests, and the subjects that are brought. They are stored: never renamed.</summary>
static class PullIds
{
    public const string Undo = "pull_undo", Suspect = "pull_suspect";

    /// <summary>One pull request of which GitHub is to be asked.</summary>
    public const string Asked = "pull";

    /// <summary>The suspects of an incident, and that what they depend on has changed.</summary>
    public const string SuspectsSubject = "suspects", SuspectsChangedSubject = "suspects_changed";

    public static string SuspectsSubjectOf(long incident) =>
        string.Create(CultureInfo.InvariantCulture, $"{SuspectsSubject}:{incident}");

    public static string SuspectsSlot(long incident) => $"{IncidentRow.SubjectOf(incident)}:suspects";

    public static string SubjectOf(long pull) => string.Create(CultureInfo.InvariantCulture, $"{Asked}:{pull}");
}
