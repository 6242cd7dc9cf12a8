using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Hosting;

static class HostingServices
{
    public static IServiceCollection AddHosting(this IServiceCollection services, IConfiguration from) => services
        .AddSingleton(BotCommands.Read(from))
        .AddSingleton(PublicUrl.Read(from))
        .AddSingleton(Admins.Read(from))
        .AddSingleton(AnnouncementName.Read(from))
        .AddSingleton(Adoption.Read(from))
        .AddSingleton(from.Tuned("Posts", new PostOptions()))
        .AddSingleton(RetentionOptions.Read(from))
        .AddSingleton<Retention>()
        .AddSingleton<Attempts>()
        .AddSingleton<PostFinder>()
        .AddSingleton<LookAtChannels>()
        .AddSingleton<JoinedChannels>()
        .AddSingleton<Restores>()
        .AddSingleton<Posts>()
        .AddSingleton<Marks>()
        .AddSingleton<Profiles>()
        .AddSingleton<LookAtPeople>()
        .AddSingleton<LookForAdmins>()
        .AddSingleton<Access>()
        .AddSingleton<MessageEvents>()
        .AddSingleton<AnnouncementChannel>()
        .AddSingleton<SharedPauses>()
        .AddSingleton<Claims>()
        .AddSingleton<Pace>()
        .AddSingleton<Turns>()
        .AddSingleton<Synchroniser>()
        .AddSingleton<SendFiles>()
        .AddSingleton<TroubleMessage>()
        .AddSingleton<Trouble>()
        .AddSingleton<Ticker>()
        .AddSingleton<Doors>()
        .AddSingleton<Introduce>()
        .AddSingleton<Replicas>()
        .AddSingleton<Readiness>()
        .AddSingleton<SlackLife.Work>()
        .AddSingleton<SlackLife>()
        // In this order: nothing is brought to Slack from rows of a backup that have not been looked at.
        .AddHostedService(all => all.GetRequiredService<Restores>())
        .AddHostedService(all => all.GetRequiredService<SlackLife>());

    public static void RegisterHosting(this IServiceProvider all)
    {
        var (database, posts, ticker) = (
            all.GetRequiredService<Database>(), all.GetRequiredService<Posts>(), all.GetRequiredService<Ticker>());
        var router = all.GetRequiredService<SlackRouter>();
        router.Event("message", all.GetRequiredService<MessageEvents>().Hear);
        var synchroniser = all.GetRequiredService<Synchroniser>();
        var profiles = all.GetRequiredService<Profiles>();
        profiles.Register(router);
        all.GetRequiredService<Access>().Register(router);
        synchroniser.Serve(Profiles.Prefix, profiles.LookAgain);
        ticker.EachMinute("admins", all.GetRequiredService<LookForAdmins>().Look);
        ticker.EachMinute("people", all.GetRequiredService<LookAtPeople>().Look);
        synchroniser.Serve("twin", posts.RemoveTwin, Lane.Rest);
        var announcements = all.GetRequiredService<AnnouncementChannel>();
        synchroniser.Serve("announcements", (_, stop) => announcements.Id(stop));
        var channels = all.GetRequiredService<LookAtChannels>();
        channels.Matter(
            (db, _) => new[] { AnnouncementChannel.Kept.Now(db) }.OfType<string>(),
            (_, stop) => announcements.Id(stop));
        synchroniser.Serve(LookAtChannels.Prefix, channels.Bring);
        ticker.EachMinute("channels", channels.Look);
        AskAgain.Register(synchroniser, all.GetRequiredService<SlackApi>());
        var trouble = all.GetRequiredService<Trouble>();
        trouble.Register(synchroniser, ticker);
        trouble.Also(all.GetRequiredService<Replicas>().Notes);
        ticker.EachMinute("retention", all.GetRequiredService<Retention>().Look);
        ticker.Each("answers kept", (now, _) => database.ForgetAnswers(now));
    }
}
