namespace Bot.PullRequests.Issues;

/// <summary>The ids of the form of an issue, its field and its button. They are stored: never renamed, never reused.</summary>
static class IssueIds
{
    public const string OpenButton = "followup_open_issue", Form = "followup_issue",
        RepositoryField = "followup_issue_repository";
}
