using Bot.Incidents;
using Bot.Operating.Checks;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Operating;

/// <summary><c>/incident doctor</c>: shows an admin what the doctor finds of the bot that runs.</summary>
public sealed class ShowDoctor(Doctor doctor, Database database, Access access, BotCommands commands)
{
    public void Register(SlackRouter router) => router.Command(commands.Incident, Verbs.Doctor, Show, ackFirst: true);

    async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        if (database.Read(db => access.Refusal(db, command.UserId, Act.SetUp)) is { } refusal) return refusal;
        return Of(await doctor.Look(stop));
    }

    static SlashResponse Of(IReadOnlyList<Finding> all)
    {
        var counts = string.Join(" · ", new[]
        {
            Count(all, Found.Wrong, "to mend"), Count(all, Found.Unknown, "not set or not known"), Count(all, Found.Well, "well"),
        }.OfType<string>());
        return new()
        {
            Text = $"Doctor: {counts}",
            Blocks =
            [
                new SectionBlock { Text = $"*Doctor:* {counts}" },
                .. Section(all, Found.Wrong, ":x:"), .. Section(all, Found.Unknown, ":heavy_minus_sign:"),
                .. Section(all, Found.Well, ":white_check_mark:"),
            ],
        };
    }

    static string? Count(IReadOnlyList<Finding> all, Found found, string what) =>
        all.Count(f => f.Found == found) is > 0 and var count ? $"{count} {what}" : null;

    static IEnumerable<Block> Section(IReadOnlyList<Finding> all, Found found, string sign)
    {
        var lines = all.Where(f => f.Found == found).Select(f => $"{sign} {Mrkdwn.Escape(f.What)}"
            + (f.Remedy is { } remedy ? $"\n_{Mrkdwn.Escape(remedy)}_" : "")).ToList();
        return lines.Count == 0 ? []
            : [new SectionBlock { Text = Limits.TruncateEscaped(string.Join('\n', lines), Limits.Text) }];
    }
}
