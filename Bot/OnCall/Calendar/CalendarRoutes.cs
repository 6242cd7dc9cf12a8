using Bot.Delivery;
using Bot.Settings;
using Bot.Slack;

namespace Bot.OnCall.Calendar;

/// <summary>The calendar's table of contents: which command, form, button and request goes where.</summary>
public sealed class CalendarRoutes(BotCommands commands, ShareCalendar share, CalendarEndpoint endpoint)
{
    // Stored data: never renamed, never reused.
    public const string LinkForm = "calendar_link";
    public const string ForField = "calendar_for";
    public const string RevokeButton = "calendar_revoke";

    public void Register(SlackRouter router)
    {
        router.Command(commands.Cover, "calendar", WordAlone.Only(share.Open), ackFirst: true);
        router.ViewSubmission(LinkForm, share.Submit);
        router.ActionThen(RevokeButton, share.Revoke);
    }

    public void Map(IEndpointRouteBuilder http) =>
        http.MapMethods("/calendar/{token}.ics", [HttpMethods.Get, HttpMethods.Head], endpoint.Get);
}
