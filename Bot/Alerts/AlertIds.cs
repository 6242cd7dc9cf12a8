namespace Bot.Alerts;

/// <summary>
/// The ids of buttons, fields and forms of alerts. They are stored in messages that people will still press years from now: never
/// renamed, never reused.
/// </summary>
static class AlertIds
{
    public const string OpenNow = "alerts_open_now";
}
