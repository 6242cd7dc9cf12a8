using Bot.Delivery;
using Bot.Domain.Requests;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Requests;

/// <summary>
/// Makes a request's message show how far it is: eyes while it is open, ✅ once it is done. Where the bot may not speak nothing is
/// shown, and that is no trouble: it goes in by invitation alone.
/// </summary>
public sealed class ShowRequest(Database database, SlackApi slack, Posts posts, TimeProvider clock)
{
    /// <summary>Seen, as an emoji's name.</summary>
    public const string Eyes = "eyes";

    // For so long it is news that nobody is on call at all.
    static readonly TimeSpan Evening = TimeSpan.FromHours(12);

    public async Task Bring(string id, CancellationToken stop)
    {
        if (!long.TryParse(id, out var number) || Find(number) is not { } row) return;
        await Steps.All(() => Mark(row, stop), () => Say(row, stop), () => Link(row, stop));
    }

    RequestRow? Find(long number) => database.Read(db => RequestStore.Find(db, number));

    async Task Mark(RequestRow row, CancellationToken stop)
    {
        var wanted = row.IsGone ? "" : row.IsOpen ? Eyes : CloseRequest.Tick;
        if (row.Shown == wanted || !row.IsFollowed) return;
        try
        {
            if (wanted.Length > 0) await slack.Reactions.Add(row.Channel, row.Ts, wanted, stop);
            if (row.Shown.Length > 0) await slack.Reactions.Remove(row.Channel, row.Ts, row.Shown, stop);
        }
        catch (SlackException e) when (e.Error == "message_not_found")
        {
            await database.Change(tx => End(tx, row.Number));
            return;
        }
        catch (SlackException e) when (IsLeft(e))
        {
            if (e.IsArchived) await database.Change(tx => QuestionsChannel.Over(tx, row.Channel));
            else if (Posts.IsNoPlace(e)) await database.Change(tx => QuestionsChannel.Lost(tx, row.Channel));
            return;
        }

        await database.Change(tx => RequestStore.SetShown(tx, row, wanted));
    }

    // Deleted while the bot did not hear it.
    static void End(Tx tx, long number)
    {
        if (RequestStore.Find(tx.Db, number) is { IsGone: false } row)
            RequestStore.Change(tx, row, RequestRules.Deleted(row.Request), "slack");
    }

    // No repeat would help: without the scope set-up says so, and a message holds so many emoji and no more.
    static bool IsLeft(SlackException refusal) => Posts.IsNoPlace(refusal)
        || refusal.Error is "missing_scope" or "too_many_emoji" or "too_many_reactions";

    /// <summary>Said once, while it is still so.</summary>
    async Task Say(RequestRow row, CancellationToken stop)
    {
        if (row.ToldAt is not { } told || !row.IsFollowed || row.IsGone) return;
        var slot = $"{row.Subject}:hours:{told}";
        var until = row.BackAt ?? told + (long)Evening.TotalMilliseconds;
        if (until <= clock.GetUtcNow().ToUnixTimeMilliseconds() || database.Read(db => Posts.TsOf(db, slot)) is not null) return;
        try
        {
            await posts.Show(
                slot, row.Channel, database.Read(db => RequestMessages.OutOfHours(db, row)), stop, Lost.Left, mayJoin: false);
        }
        catch (SlackException e) when (Posts.IsNoPlace(e) || e.Error == "thread_not_found")
        {
            // Its channel or thread is gone, or has no room for the bot.
        }
    }

    async Task Link(RequestRow row, CancellationToken stop)
    {
        if (row.Link is not null || row.IsGone) return;
        try
        {
            var link = await slack.Chat.GetPermalink(row.Channel, row.Ts, stop);
            await database.Change(tx => RequestStore.SetLink(tx, row, link));
        }
        catch (SlackException e) when (Posts.IsNoPlace(e) || e.Error == "message_not_found")
        {
            // Its list shows its words alone.
        }
    }
}
