using Bot.Delivery;
using Bot.People;
using Bot.Slack;

namespace Bot.Incidents;

static class IncidentServices
{
    // As long as somebody may come back to the channel of what is over.
    static readonly TimeSpan LeftFor = TimeSpan.FromDays(14);

    public static IServiceCollection AddIncidents(this IServiceCollection services) => services
        .AddSingleton<ChannelMaker>()
        .AddSingleton<InvitePeople>()
        .AddSingleton<DressChannel>()
        .AddSingleton<SayInChannel>()
        .AddSingleton<SayCalls>()
        .AddSingleton<Announce>()
        .AddSingleton<PutAwayChannel>()
        .AddSingleton<KeepChannel>()
        .AddSingleton<SayClosing>()
        .AddSingleton<CloseByItself>()
        .AddSingleton<CloseIncident>()
        .AddSingleton<ChannelNews>()
        .AddSingleton<InviteByName>()
        .AddSingleton<DeclaredForm>()
        .AddSingleton<TellByHand>()
        .AddSingleton<AdoptChannel>()
        .AddSingleton<KeepInside>()
        .AddSingleton<AskAccess>()
        .AddSingleton<IncidentChannel>()
        .AddSingleton<DeclareIncident>()
        .AddSingleton<DeclareByProgram>()
        .AddSingleton<WhichIncident>()
        .AddSingleton<TakeIncident>()
        .AddSingleton<GiveUpdate>()
        .AddSingleton<ChangeStatus>()
        .AddSingleton<ResolveIncident>()
        .AddSingleton<ReopenIncident>()
        .AddSingleton<SplitIncident>()
        .AddSingleton<MergeIncident>()
        .AddSingleton<UnmergeIncident>()
        .AddSingleton<DeclineIncident>()
        .AddSingleton<ExpectAlerts>()
        .AddSingleton<HandOver>()
        .AddSingleton<Subscribe>()
        .AddSingleton<IncidentMenu>()
        .AddSingleton<CardMenu>()
        .AddSingleton<CallPeople>()
        .AddSingleton<ReachAnswer>()
        .AddSingleton<FollowRotation>()
        .AddSingleton<DeclareByShortcut>()
        .AddSingleton<IncidentTicks>()
        .AddSingleton<IncidentForms>()
        .AddSingleton<TypedChannel>()
        .AddSingleton<TypedGroup>()
        .AddSingleton<IncidentVerbs>()
        .AddSingleton<ListIncidents>()
        .AddSingleton<IncidentHelp>()
        .AddSingleton<IncidentRoutes>();

    public static void RegisterIncidents(this IServiceProvider all)
    {
        all.GetRequiredService<IncidentRoutes>()
            .Register(
                all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        all.GetRequiredService<Synchroniser>().Serve(
            PutAwayChannel.ArchivePrefix, all.GetRequiredService<PutAwayChannel>().Again);
        all.GetRequiredService<Posts>().Only("incident", RightPlace.Is);
        all.GetRequiredService<Restores>().Quiet((tx, _) =>
        {
            CallStore.AfterRestore(tx);
            NextUpdateStore.AfterRestore(tx);
        });
        var channel = all.GetRequiredService<IncidentChannel>();
        all.GetRequiredService<Synchroniser>().Serve(ChannelNews.Lost, channel.Lost);
        var look = all.GetRequiredService<LookAtChannels>();
        look.Matter((db, _) => IncidentStore.ChannelsOfOpen(db), channel.Lost, channel.Closed);
        look.Matter((db, now) => ChannelStore.Left(db, now - LeftFor), (_, _) => Task.CompletedTask, channel.Back);
        look.Matter(
            (db, now) => ChannelStore.OfPrivate(db, now - LeftFor), (_, _) => Task.CompletedTask,
            (place, isClosed, stop) => isClosed ? all.GetRequiredService<KeepInside>().Look(place, stop) : Task.CompletedTask);
        look.Named(ChannelStore.Called);
        var retention = all.GetRequiredService<Retention>();
        retention.Keep(kept => kept.Posts, ForgetEnded.Look);
        retention.Keep(kept => kept.History, ForgetEnded.History);
        all.GetRequiredService<LookAtPeople>().Matter((db, _) => IncidentStore.LeadsOfOpen(db));
    }
}
