using Bot.Slack;

namespace Bot.Hosting;

static class HostingServices
{
    public static IServiceCollection AddHosting(this IServiceCollection services, PostOptions posts) => services
        .AddSingleton(posts)
        .AddSingleton<Attempts>()
        .AddSingleton<PostFinder>()
        .AddSingleton<Posts>()
        .AddSingleton<Marks>()
        .AddSingleton<People>()
        .AddSingleton<Access>()
        .AddSingleton<MessageEvents>()
        .AddSingleton<AnnouncementChannel>()
        .AddSingleton<Synchroniser>()
        .AddSingleton<Trouble>()
        .AddSingleton<Ticker>()
        .AddSingleton<Introduce>()
        .AddSingleton<SlackLife>()
        .AddHostedService(all => all.GetRequiredService<SlackLife>());

    public static void RegisterHosting(this IServiceProvider all)
    {
        var (database, posts, ticker) = (all.GetRequiredService<Database>(), all.GetRequiredService<Posts>(), all.GetRequiredService<Ticker>());
        var router = all.GetRequiredService<SlackRouter>();
        People.Register(router, all.GetRequiredService<People>());
        router.Event("message", all.GetRequiredService<MessageEvents>().Hear);
        var synchroniser = all.GetRequiredService<Synchroniser>();
        synchroniser.Serve("twin", posts.RemoveTwin);
        synchroniser.Serve("announcements", (_, stop) => all.GetRequiredService<AnnouncementChannel>().Id(stop));
        all.GetRequiredService<Trouble>().Register(synchroniser, ticker);
        ticker.Each("answers kept", (now, _) => Forget(database, now));
    }

    static async Task Forget(Database database, DateTimeOffset now)
    {
        var before = (now - Database.AnswersKept).ToUnixTimeMilliseconds();
        if (database.Read(db => Dapper.SqlMapper.ExecuteScalar<long>(db, "select count(*) from answers where at < @before", new { before })) == 0) return;
        await database.Change(tx => Dapper.SqlMapper.Execute(tx.Db, "delete from answers where at < @before", new { before }));
    }
}
