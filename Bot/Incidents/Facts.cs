namespace Bot.Incidents;

/// <summary>The words under which an incident's history is written; stored, so never renamed.</summary>
public static class Facts
{
    public const string Opened = "opened", Status = "status", Severity = "severity", Affected = "affected", Lead = "lead",
    Name = "name", Fix = "fix";

    /// <summary>It was moved: from one rotation to another, by their ids.</summary>
    public const string Rotation = "rotation";

    /// <summary>Whoever leads has begun.</summary>
    public const string OnIt = "on it";

    /// <summary>The same failure is back: before is who had ended it, after how long it was away in milliseconds.</summary>
    public const string Returned = "returned";

    /// <summary>Somebody was called: before is the step, after whom.</summary>
    public const string Called = "called";

    /// <summary>Somebody did not want to wait for the lead's hours.</summary>
    public const string CallNow = "call now";

    public const string Update = "update", Alert = "alert", LooksResolved = "looks resolved", NoChannel = "no channel";

    /// <summary>Its channel was put away, or Slack did not let the bot: before is the channel.</summary>
    public const string Archived = "archived", NotArchived = "not archived";
}
