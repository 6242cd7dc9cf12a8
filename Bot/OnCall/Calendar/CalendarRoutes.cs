using Bot.Delivery;
using Bot.Settings;
using Bot.Slack;

namespace Bot.OnCall.Calendar;

/// <summary>The calendar's table of contents: which command, form, button and request goes where.</summary>
public sealed class CalendarRoutes(BotCommands commands, ShareCalendar share, CalendarEndpoint endpoint)
{
    public void Register(SlackRouter router)
    {
        router.Command(commands.Cover, "calendar", WordAlone.Only(share.Open), ackFirst: true);
        router.ViewSubmission(CalendarIds.LinkForm, share.Submit);
        router.ActionThen(CalendarIds.RevokeButton, share.Revoke);
    }

    public void Map(IEndpointRouteBuilder http) =>
        http.MapMethods("/calendar/{token}.ics", [HttpMethods.Get, HttpMethods.Head], endpoint.Get);
}
