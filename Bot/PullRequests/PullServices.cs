using System.Globalization;
using Bot.Alerts;
using Bot.Delivery;
using Bot.Hosting;
using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.PullRequests;

static class PullServices
{
    // GitHub makes a delivery again for three days.
    const int DaysOfDeliveries = 4;

    public static IServiceCollection AddPullRequests(this IServiceCollection services, IConfiguration from) => services
        .AddSingleton(GitHubSettings.Read(from))
        .AddSingleton<GitHubLine>()
        .AddSingleton<AttachPulls>()
        .AddSingleton<WhatIsLive>()
        .AddSingleton<HearGitHub>()
        .AddSingleton<GitHubEndpoint>()
        .AddSingleton<LookAtPulls>()
        .AddSingleton<LookForSuspects>()
        .AddSingleton<SaySuspects>()
        .AddSingleton<ShowSuspects>();

    public static void RegisterPullRequests(this WebApplication app)
    {
        var all = app.Services;
        var (attach, look) = (all.GetRequiredService<AttachPulls>(), all.GetRequiredService<LookAtPulls>());
        all.GetRequiredService<GitHubEndpoint>().Map(app);
        var (router, messages) = (all.GetRequiredService<SlackRouter>(), all.GetRequiredService<MessageEvents>());
        router.Command(all.GetRequiredService<BotCommands>().Incident, Verbs.Pull, attach.Run);
        router.ActionThen(PullIds.Undo, attach.Undo);
        messages.Listen(MessageEvents.Channel, attach.Heard);
        messages.Listen(MessageEvents.Private, attach.Heard);
        messages.Follow(MessageEvents.Channel, attach.Edited);
        messages.Follow(MessageEvents.Private, attach.Edited);
        var synchroniser = all.GetRequiredService<Synchroniser>();
        synchroniser.Serve(PullIds.Asked, look.Bring, Lane.Outside);
        synchroniser.Serve(AttachPulls.Said, attach.Tell, Lane.People);
        synchroniser.Within("incident_words", attach.Written);
        synchroniser.Within("incident_merged", (tx, id) => OfBoth(tx, id, PullStore.Merge, SuspectStore.Merge));
        synchroniser.Within("incident_unmerged", (tx, id) => OfBoth(tx, id, PullStore.Unmerge, SuspectStore.Unmerge));
        all.GetRequiredService<Ticker>().EachMinute("pull requests", look.Look);
        all.RegisterSuspects(router, synchroniser);
        all.GetRequiredService<PassedRuns>().Listen(all.GetRequiredService<WhatIsLive>().Passed);
        all.GetRequiredService<Retention>().Keep(_ => DaysOfDeliveries, PullStore.Forget);
        all.GetRequiredService<Retention>().Keep(kept => kept.Posts, LiveStore.Forget);
        all.GetRequiredService<Trouble>().Also(db => PullStore.IsRefused(db)
            ? [$"GitHub does not take {GitHubSettings.TokenKey}. Make another token that may read the pull requests, and set it."]
            : []);
    }

    static void RegisterSuspects(this IServiceProvider all, SlackRouter router, Synchroniser synchroniser)
    {
        var (look, show) = (all.GetRequiredService<LookForSuspects>(), all.GetRequiredService<ShowSuspects>());
        all.GetRequiredService<IncidentForms>().Serve(Verbs.Suspects, show.Open);
        router.ActionThen(PullIds.Suspect, show.PutOnCard);
        synchroniser.Serve(PullIds.SuspectsSubject, look.Bring, Lane.Outside);
        synchroniser.Within(
            PullIds.SuspectsChangedSubject, (tx, id) => SuspectStore.Fails(tx, long.Parse(id, CultureInfo.InvariantCulture)));
        all.GetRequiredService<Ticker>().EachMinute("suspects", look.Look);
    }

    /// <param name="tx">The change in which an incident went into another, or was taken out again.</param>
    /// <param name="id">Both, that one first.</param>
    /// <param name="moves">What becomes of its pull requests, and of what is suspect.</param>
    static void OfBoth(Tx tx, string id, params ReadOnlySpan<Action<Tx, long, long>> moves)
    {
        var numbers = id.Split(':');
        foreach (var move in moves)
            move(
                tx, long.Parse(numbers[0], CultureInfo.InvariantCulture),
                long.Parse(numbers[1], CultureInfo.InvariantCulture));
    }
}
