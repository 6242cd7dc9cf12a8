using Bot.Delivery;
using Bot.Slack;

namespace Bot.Incidents.Notices;

/// <summary>The feature's table of contents: which word, button, form and wake goes where.</summary>
public sealed class NoticeRoutes(IncidentForms forms, ListNotices list, GiveNotice give, ShowNotice show)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        forms.Serve(Verbs.Notice, list.Open);
        router.Action(IncidentIds.OpenNotice, list.OpenByButton, ackFirst: true);
        router.Action(NoticeIds.Another, list.Another, ackFirst: true);
        router.Action(NoticeIds.Edit, list.Edit, ackFirst: true);
        router.ActionThen(NoticeIds.Clear, list.Clear);
        router.Action(NoticeIds.About, give.Refresh, ackFirst: true);
        router.ViewSubmission(NoticeIds.Form, give.Submit);
        synchroniser.Serve(NoticeStore.Prefix, show.Bring);
        ticker.EachMinute("notices that are late", show.Look);
    }
}
