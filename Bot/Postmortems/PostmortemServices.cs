using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Postmortems;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Postmortems;

static class PostmortemServices
{
    public static IServiceCollection AddPostmortems(this IServiceCollection services) => services
        .AddSingleton<WritePostmortem>()
        .AddSingleton<PostmortemCanvas>()
        .AddSingleton<ShowPostmortem>()
        .AddSingleton<BringPostmortem>()
        .AddSingleton<StepPostmortem>()
        .AddSingleton<GivePostmortem>()
        .AddSingleton<EditPostmortem>()
        .AddSingleton<SendPostmortem>();

    public static void RegisterPostmortems(this IServiceProvider all)
    {
        var (router, synchroniser) = (all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>());
        var (show, step) = (all.GetRequiredService<ShowPostmortem>(), all.GetRequiredService<StepPostmortem>());
        var (give, edit) = (all.GetRequiredService<GivePostmortem>(), all.GetRequiredService<EditPostmortem>());
        all.GetRequiredService<IncidentForms>().Serve(Verbs.Postmortem, show.Open);
        router.Action(PostmortemIds.Open, show.OpenByButton, ackFirst: true);
        foreach (var button in StepPostmortem.Buttons) router.ActionThen(button, step.Press);
        router.Action(PostmortemIds.OpenNotNeeded, step.OpenNotNeeded, ackFirst: true);
        router.ViewSubmission(PostmortemIds.NotNeededForm, step.SubmitNotNeeded);
        router.Action(PostmortemIds.OpenOwner, give.Open, ackFirst: true);
        router.ViewSubmission(PostmortemIds.OwnerForm, give.Submit);
        router.Action(PostmortemIds.OpenEdit, edit.Open, ackFirst: true);
        router.ViewSubmission(PostmortemIds.EditForm, edit.Submit);
        router.Action(PostmortemIds.Send, all.GetRequiredService<SendPostmortem>().Send, ackFirst: true);
        synchroniser.Serve(PostmortemRow.Prefix, all.GetRequiredService<BringPostmortem>().Bring, Lane.Outside);
        synchroniser.Within("postmortem_owed", Owed);
        synchroniser.Within("postmortem_merged", Merged);
        synchroniser.Within("postmortem_hidden", (tx, id) => PostmortemStore.LeaveCanvas(tx, Number(id)));
        all.GetRequiredService<Retention>().Keep(kept => kept.History, PostmortemStore.Forget);
    }

    /// <summary>Somebody resolved an incident.</summary>
    static void Owed(Tx tx, string id)
    {
        if (IncidentStore.Find(tx.Db, Viewer.Bot, Number(id)) is not { } incident) return;
        if (PostmortemRules.IsOwed(PostmortemSettings.Owed.Now(tx.Db), incident.Severity)) PostmortemStore.Owe(tx, incident);
        else PostmortemStore.OweNot(tx, incident.Number);
    }

    static void Merged(Tx tx, string id)
    {
        if (id.Split(':') is [var from, var to]) PostmortemStore.Merge(tx, Number(from), Number(to));
    }

    static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
