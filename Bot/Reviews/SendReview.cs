using System.Data;
using System.Text;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Reviews;

/// <summary>
/// A review as files in a direct message: its pictures, and a page of Markdown to hand in. A courtesy: whoever gets none has the
/// figures before their eyes.
/// </summary>
public sealed class SendReview(
    Database database, SlackApi slack, Access access, DirectMessages direct, TimeProvider clock, ILogger<SendReview> log)
{
    const string Scope = "files:write";

    /// <summary>Whether the app may write files.</summary>
    internal static bool MaySend(IDbConnection db) => Installation.Scopes.Now(db).Contains(Scope);

    public async Task Send(BlockActionRequest press, CancellationToken stop) =>
        await Tell.Presser(slack, press, await Sent(press, stop), stop);

    async Task<string> Sent(BlockActionRequest press, CancellationToken stop)
    {
        var (reader, now) = (press.User.Id, clock.GetUtcNow());
        var review = database.Read(db => ReviewLook.Read(db, press.Action.Value ?? "", now) is { } look
            ? ShownReview.To(db, access, reader, look, now, ReviewMarks.Markdown) : null);
        if (review is null) return ShowReview.Gone;
        try
        {
            var page = ReviewMessage.Markdown(review.Title, review.Figures.Period, review.Parts);
            await slack.Files.Upload(
                await direct.With(reader, stop), Mrkdwn.Escape(review.Title),
                [new("review.md", Encoding.UTF8.GetBytes(page)), .. ReviewCharts.Of(review.Figures).Select(p => p.File)], stop);
            return "The pictures and the page are in your direct messages with Data Responder.";
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            log.LogWarning("A review was not sent as files: {Reason}", e.Message);
            return "Slack did not take the files. Try again in a minute.";
        }
    }
}
