using Bot.Delivery;
using Bot.OnCall.Absences;
using Bot.OnCall.Calendar;
using Bot.OnCall.Covers;
using Bot.OnCall.Groups;
using Bot.OnCall.Keep;
using Bot.OnCall.Rotations;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.OnCall;

static class OnCallServices
{
    public static IServiceCollection AddOnCall(this IServiceCollection services) => services
        .AddSingleton<WhoIsOnCall>()
        .AddSingleton<RotationAccess>()
        .AddSingleton<RotationChannel>()
        .AddSingleton<RotationList>()
        .AddSingleton<ListRotations>()
        .AddSingleton<EditRotation>()
        .AddSingleton<SaveRotation>()
        .AddSingleton<OrderMembers>()
        .AddSingleton<PutOnCall>()
        .AddSingleton<DeleteRotation>()
        .AddSingleton<TellOfNobody>()
        .AddSingleton<ConfirmOnCall>()
        .AddSingleton<RotationRoutes>()
        .AddSingleton<KnownGroups>()
        .AddSingleton<CoverHelp>()
        .AddSingleton<HandOffs>()
        .AddSingleton<InviteMembers>()
        .AddSingleton<UserGroupMaker>()
        .AddSingleton<OtherKeeper>()
        .AddSingleton<UserGroupKeeper>()
        .AddSingleton<OnCallRoutes>()
        .AddSingleton<AskForCover>()
        .AddSingleton<TakeCover>()
        .AddSingleton<AnswerCover>()
        .AddSingleton<CancelCover>()
        .AddSingleton<CoverLists>()
        .AddSingleton<DirectMessages>()
        .AddSingleton<CoverPosts>()
        .AddSingleton<CoverDue>()
        .AddSingleton<CoverRoutes>()
        .AddSingleton<ShareCalendar>()
        .AddSingleton<CalendarEndpoint>()
        .AddSingleton<CalendarRoutes>()
        .AddSingleton<TakeLeave>()
        .AddSingleton<HolidayLists>()
        .AddSingleton<EditHolidays>()
        .AddSingleton<HolidayAccess>()
        .AddSingleton<TellOfHolidays>()
        .AddSingleton<KeepAbsences>()
        .AddSingleton<LeaveRoutes>();

    public static void RegisterOnCall(this WebApplication app)
    {
        var all = app.Services;
        var (router, synchroniser, ticker) = (
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        all.GetRequiredService<OnCallRoutes>().Register(router, synchroniser, ticker);
        all.GetRequiredService<RotationRoutes>().Register(router, synchroniser, ticker);
        all.GetRequiredService<CoverRoutes>().Register(router, synchroniser, ticker);
        var calendar = all.GetRequiredService<CalendarRoutes>();
        calendar.Register(router);
        calendar.Map(app);
        all.GetRequiredService<LeaveRoutes>().Register(router, synchroniser, ticker);
        all.GetRequiredService<Trouble>().IsAtWork = (db, person, now) =>
            PersonHours.Own(db, person, RotationStore.All(db, now)).Contains(now);
        // A channel that cannot be used is seen when the rotation next speaks, which may be in the announcement channel.
        all.GetRequiredService<LookAtChannels>().Matter(
            (db, now) => RotationStore.All(db, now).Select(r => r.Channel).OfType<string>(), (_, _) => Task.CompletedTask);
        all.GetRequiredService<LookAtPeople>()
            .Matter((db, now) => RotationStore.All(db, now).SelectMany(r => r.Rotation.Members.Concat(r.Owners)));
    }
}
