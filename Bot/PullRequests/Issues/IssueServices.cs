using Bot.Delivery;
using Bot.FollowUps;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.PullRequests.Issues;

static class IssueServices
{
    public static IServiceCollection AddIssues(this IServiceCollection services) => services
        .AddSingleton<IssueLine>()
        .AddSingleton<KeepIssues>()
        .AddSingleton<TakeToGitHub>();

    public static void RegisterIssues(this IServiceProvider all)
    {
        var (keep, take) = (all.GetRequiredService<KeepIssues>(), all.GetRequiredService<TakeToGitHub>());
        var router = all.GetRequiredService<SlackRouter>();
        router.Command(all.GetRequiredService<BotCommands>().FollowUp, TakeToGitHub.Word, take.Typed);
        router.Action(IssueIds.OpenButton, take.Open, ackFirst: true);
        router.ViewSubmission(IssueIds.Form, take.Submit);
        all.GetRequiredService<EditFollowUp>().Also(take.InForm);
        var synchroniser = all.GetRequiredService<Synchroniser>();
        synchroniser.Serve("issue", keep.Bring, Lane.Outside);
        synchroniser.Hear(FollowUpRow.Prefix, KeepIssues.Hear);
        all.GetRequiredService<Restores>().Quiet((tx, restored) => IssueStore.AfterRestore(tx, restored.AsOf));
        all.GetRequiredService<Ticker>().EachMinute("issues of follow-ups", keep.Look);
        all.GetRequiredService<HearGitHub>().Also(HearIssues.IsAbout, HearIssues.Hear);
    }
}
