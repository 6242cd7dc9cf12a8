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
    Database database, SlackApi slack, Access access, SendFiles files, TimeProvider clock)
{
    public async Task Send(BlockActionRequest press, CancellationToken stop) =>
        await Tell.Presser(slack, press, await Sent(press, stop), stop);

    async Task<string> Sent(BlockActionRequest press, CancellationToken stop)
    {
        var (reader, now) = (press.User.Id, clock.GetUtcNow());
        var review = database.Read(db => ReviewLook.Read(db, press.Action.Value ?? "", now) is { } look
            ? ShownReview.To(db, access, reader, look, now, ReviewMarks.Markdown) : null);
        if (review is null) return ShowReview.Gone;
        var page = ReviewMessage.Markdown(review.Title, review.Figures.Period, review.Parts);
        return await files.To(
            reader, Mrkdwn.Escape(review.Title),
            [new("review.md", Encoding.UTF8.GetBytes(page)), .. ReviewCharts.Of(review.Figures).Select(p => p.File)], stop)
            ? "The pictures and the page are in your direct messages with Data Responder."
            : "Slack did not take the files. Try again in a minute.";
    }
}
