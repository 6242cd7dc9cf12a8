using System.Globalization;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>
/// An alert that its route says in a channel: one line that nobody is mentioned in, edited while it fires and when it is well.
/// </summary>
public sealed class SayAlert(Database database, Posts posts, RotationChannel channels)
{
    public const string Prefix = "alert_line";

    public async Task Bring(string id, CancellationToken stop)
    {
        if (database.Read(db => LineStore.Find(db, long.Parse(id, CultureInfo.InvariantCulture))) is not { } line) return;
        var channel = await channels.Id(line.Channel, $"the route of {line.Source}", stop);
        await posts.Show(LineRow.SubjectOf(line.Id), channel, Shown(line), stop);
    }

    public static Message Shown(LineRow line) => new()
    {
        Text = line.WellAt is null ? $"{line.Title} ({line.Source})" : $"Well again: {line.Title} ({line.Source})",
        Blocks = [new SectionBlock { Text = $"{Sign(line)} {AlertTexts.Title(line.Title, line.SourceUrl)} · {State(line)}" }],
        UnfurlLinks = false,
    };

    static string Sign(LineRow line) => line.WellAt is null ? ":red_circle:" : ":large_green_circle:";

    static string State(LineRow line) => line switch
    {
        { WellAt: { } at } => $"well again {When.At(at)}",
        { Count: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{line.Count} times, last {When.At(line.LastAt)}"),
        _ => When.At(line.FirstAt),
    };
}
