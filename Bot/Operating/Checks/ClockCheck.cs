using System.Globalization;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Operating.Checks;

/// <summary>This machine's clock beside Slack's, and whether it knows the zones of rotations and people.</summary>
sealed class ClockCheck(SlackApi slack, SlackOptions options, Database database, TimeProvider clock) : ICheck
{
    // Slack says it to the second, and an answer takes some.
    static readonly TimeSpan Much = TimeSpan.FromSeconds(30);

    public string Of => "the clock";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        var there = (await slack.Auth.Test(stop)).ServerTime;
        return [Ahead(there is { } time ? options.WireTime.GetUtcNow() - time : null), Zones()];
    }

    static Finding Ahead(TimeSpan? ahead) => ahead switch
    {
        null => Finding.Open("Slack does not say what time it is."),
        { } off when off.Duration() < Much => Finding.Well("This machine's clock agrees with Slack's."),
        { } off => Finding.Wrong(
            string.Create(
                CultureInfo.InvariantCulture,
                $"This machine's clock is {off.Duration().TotalSeconds:0} s "
                    + $"{(off > TimeSpan.Zero ? "ahead of" : "behind")} Slack's."),
            "Set it right (NTP): hand-offs and reminders go by it."),
    };

    Finding Zones()
    {
        var used = database.Read(db => RotationStore.All(db, clock.GetUtcNow()).Select(r => r.Rotation.Zone.Id)
            .Concat(db.Query<string>("select distinct zone from people where zone <> ''")).Append("Europe/Berlin").ToHashSet());
        var unknown = used.Where(zone => !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)).Order(StringComparer.Ordinal)
            .ToList();
        return unknown.Count == 0 ? Finding.Well("This machine knows all time zones that are used.")
            : Finding.Wrong(
                $"This machine does not know the time zone {string.Join(", ", unknown)}.",
                "Install its time zones (Debian: the package tzdata).");
    }
}
