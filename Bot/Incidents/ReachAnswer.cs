using System.Data;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// What is answered to whoever has declared or opened something again: that it is done, who is called, and the button that calls
/// the lead where nobody is.
/// </summary>
public sealed class ReachAnswer(Database database, SlackApi slack, WhichIncident which, CallPeople calls, TimeProvider clock)
{
    /// <param name="db">Where it is read.</param>
    /// <param name="incident">The incident, as it is now.</param>
    /// <param name="done">What is done.</param>
    /// <param name="reader">Who did it.</param>
    /// <param name="now">When.</param>
    public static IReadOnlyList<Block> Blocks(
        IDbConnection db, IncidentRow incident, string done, string reader, DateTimeOffset now)
    {
        var answer = new SectionBlock { Text = done };
        return Reach(db, incident, now) is not { } reach ? [answer] : [answer, Line(db, incident, reach, reader)];
    }

    /// <summary>Who is called, where nobody would hear of it otherwise; null where somebody is.</summary>
    public static SectionBlock? Unheard(IDbConnection db, IncidentRow incident, string reader, DateTimeOffset now) =>
        Reach(db, incident, now) is { IsCalling: false } reach ? Line(db, incident, reach, reader) : null;

    static CallPreview? Reach(IDbConnection db, IncidentRow incident, DateTimeOffset now) =>
        incident.IsWaiting ? CallPreview.OfMade(db, incident, now) : null;

    static SectionBlock Line(IDbConnection db, IncidentRow incident, CallPreview reach, string reader)
    {
        var name = Person.Names(db, reach.People);
        return new()
        {
            Text = reach.Sentence(reader, name),
            Accessory = reach.OffersCall(isTicked: false)
                ? IncidentButtons.CallFromAnswer(incident, Names.All(reach.ToCall, name))
                : null,
        };
    }

    /// <summary>"Call ana now": the answer says that they are.</summary>
    public async Task<Func<CancellationToken, Task>?> CallNow(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } found) return null;
        await calls.Now(press, stop);
        return after => Show(press, found, after);
    }

    async Task Show(BlockActionRequest press, IncidentRow found, CancellationToken stop)
    {
        var blocks = database.Read(
            db => Called(db, IncidentStore.Find(db, Viewer.Of(press.User.Id), found.Number)!, press.User.Id));
        if (press.View is not null)
        {
            await slack.Views.Redraw(press, new() { Title = found.Label, Close = "Done", Blocks = blocks }, stop);
        }
        else if (press.ResponseUrl is { Length: > 0 } url)
        {
            await slack.Respond(url, new() { Text = found.Label, Blocks = blocks, ReplaceOriginal = true }, stop);
        }
    }

    IReadOnlyList<Block> Called(IDbConnection db, IncidentRow incident, string reader)
    {
        var where = incident.ChannelId is { } channel ? Mrkdwn.Channel(channel) : Mrkdwn.Inert(incident.Name, 150);
        return Blocks(db, incident, $"{Words.Emoji(incident.Status, incident.Severity)} {where}", reader, clock.GetUtcNow());
    }
}
