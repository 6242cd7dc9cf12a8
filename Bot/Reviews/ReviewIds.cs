namespace Bot.Reviews;

/// <summary>
/// The ids of buttons, fields and forms of reviews. They are stored in messages that people will still press years from now:
/// never renamed, never reused.
/// </summary>
static class ReviewIds
{
    public const string PeriodMenu = "fairness_period";
    public const string RotationMenu = "fairness_rotation";
    public const string Span = "review_period";
    public const string Team = "review_team";
    public const string Severity = "review_severity";
    public const string Source = "review_source";
    public const string Post = "review_post";
    public const string Send = "review_send";
}
