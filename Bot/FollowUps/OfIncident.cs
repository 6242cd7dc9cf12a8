using System.Data;
using System.Globalization;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Dapper;

namespace Bot.FollowUps;

/// <summary>What has to be known of the incident that a follow-up is of.</summary>
public sealed class OfIncident
{
    const string Seen =
        $"select i.number, i.name, i.severity, i.rotation, i.channel_id from incidents i where {Viewer.VisibleTo}";

    public long Number { get; init; }
    public required string Name { get; init; }
    public Severity Severity { get; init; }
    public string? Rotation { get; init; }
    public string? ChannelId { get; init; }

    public string Label => LabelOf(Number);

    public static string LabelOf(long number) => string.Create(CultureInfo.InvariantCulture, $"INC-{number}");

    public static OfIncident? Find(IDbConnection db, Viewer viewer, long? number) => number is null ? null
        : db.QuerySingleOrDefault<OfIncident>($"{Seen} and i.number = @number", viewer.With(new { number }));

    /// <summary>The one that has this channel.</summary>
    public static OfIncident? InChannel(IDbConnection db, Viewer viewer, string? channel) => channel is null ? null
        : db.QuerySingleOrDefault<OfIncident>($"{Seen} and i.channel_id = @channel", viewer.With(new { channel }));

    /// <summary>
    /// The same for whoever does something there, who is in the channel: where the bot has not heard of that, nothing is made of
    /// what they say, as all would read it.
    /// </summary>
    public static OfIncident? Here(IDbConnection db, string person, string? channel) =>
        InChannel(db, Viewer.Of(person), channel) ?? (InChannel(db, Viewer.Bot, channel) is null ? null
            : throw new RefusedException(
                "The bot has not heard yet that you are in this channel. Write a line here, then try again."));

    /// <summary>The youngest, the last first.</summary>
    public static List<OfIncident> Latest(IDbConnection db, Viewer viewer, int most) => db.Query<OfIncident>(
        $"{Seen} order by i.number desc limit @most", viewer.With(new { most })).ToList();
}
