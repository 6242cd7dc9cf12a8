using Bot.Delivery;
using Bot.Storage;

namespace Bot.Incidents.Private;

/// <summary>
/// What the bot said of an incident before it forgot those messages, looked for by their marks: in its old channel, and where
/// incidents are announced on the days when it was new. Direct messages are not found again.
/// </summary>
public sealed class FindForgotten(Database database, PostFinder finder)
{
    static readonly TimeSpan New = TimeSpan.FromDays(2);

    /// <summary>Repeatable: what is found belongs to a subject from then on, which takes it away.</summary>
    /// <param name="incident">Of which incident.</param>
    /// <param name="old">Its old channel.</param>
    /// <param name="subject">What sees to them.</param>
    /// <param name="stop">Ends the look.</param>
    public async Task Look(IncidentRow incident, string? old, string subject, CancellationToken stop)
    {
        var (from, until) = (incident.DeclaredAt, incident.ForgottenAt!.Value);
        await Steps.All(
            () => old is null ? Task.CompletedTask : Keep(old, from, until),
            () => database.Read(AnnouncementChannel.Kept.Now) is { } channel
                ? Keep(channel, from, Math.Min(until, from + (long)New.TotalMilliseconds)) : Task.CompletedTask);

        async Task Keep(string channel, long since, long last)
        {
            var found = await finder.About(incident.Subject, channel, since, last, stop);
            await database.Change(tx => found.ForEach(post => Posts.Found(tx, subject, channel, post)));
        }
    }
}
