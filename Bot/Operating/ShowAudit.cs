using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Operating;

/// <summary>
/// <c>/incident audit</c>, for admins: who changed how the bot works, when, and from what to what; of one person, or all as a
/// file.
/// </summary>
public sealed class ShowAudit(
    Database database, SendFiles files, Access access, BotCommands commands, TimeProvider clock)
{
    const string Csv = "csv";
    const int Shown = 25, MostOfFile = 20_000;

    public void Register(SlackRouter router) => router.Command(commands.Incident, Verbs.Audit, Show, ackFirst: true);

    async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        if (database.Read(db => access.Refusal(db, command.UserId, Act.SetUp)) is { } refusal) return refusal;
        if (command.Rest.Trim().Equals(Csv, StringComparison.OrdinalIgnoreCase)) return await Send(command.UserId, stop);
        if (command.Rest.StartsWith('@') && command.Mentions.Count == 0)
            return $"Nobody in this workspace is called {Mrkdwn.Inert(command.Rest, 60)}.";
        return database.Read(db => Of(db, command.Mentions.Count > 0 ? command.Mentions[0].Id : null));
    }

    SlashResponse Of(IDbConnection db, string? by)
    {
        var latest = AuditLine.Latest(db, by, Shown);
        var whose = by is null ? "" : $" by {Mrkdwn.Name(Person.NameOf(db, by))}";
        if (latest.Count == 0) return $"Nothing was changed{whose} yet.";
        var names = Person.Names(db, latest.Select(line => line.Actor));
        var (rotations, words) = (RotationNames(db, latest), new AuditWords(db, clock.GetUtcNow()));
        return new()
        {
            Text = $"What was changed{whose}",
            Blocks = LongText.Lines(
            [
                $"*What was changed{whose}*",
                .. latest.Select(line => $"{When.At(line.At)} · *{Mrkdwn.Name(names(line.Actor))}* · "
                    + $"{Mrkdwn.Escape(About(db, line, rotations))}{words.Change(line)}"),
                $"_`{commands.Incident} {Verbs.Audit} {Csv}` sends all of it as a file, `{commands.Incident} {Verbs.Audit} "
                    + "@name` shows that of one person._",
            ]),
        };
    }

    static IReadOnlyDictionary<string, string> RotationNames(IDbConnection db, IEnumerable<AuditLine> lines)
    {
        var subjects = lines.Select(line => line.Subject.Split(':', 2));
        return RotationStore.NamesEver(db, [.. subjects.Where(s => s[0] == "rotation").Select(s => s[1]).Distinct()]);
    }

    /// <summary>"setting storm limit: set", "rotation Data: changed".</summary>
    static string About(IDbConnection db, AuditLine line, IReadOnlyDictionary<string, string> rotations)
    {
        var parts = line.Subject.Split(':', 2);
        // What else has an id says its name itself.
        var name = parts[0] switch
        {
            "rotation" => $" {rotations.GetValueOrDefault(parts[1], "that is gone")}",
            "setting" => $" {parts[1].Replace('_', ' ')}",
            "source" or "hook" => $" {parts[1]}",
            "group" => $" @{parts[1]}",
            "token" or "calendar" => $" {parts[1]}",
            "person" => $" {Person.NameOf(db, parts[1])}",
            _ => "",
        };
        return $"{parts[0]}{name}: {line.Verb}";
    }

    async Task<SlashResponse?> Send(string reader, CancellationToken stop)
    {
        if (!database.Read(SendFiles.May)) return SendFiles.Cannot;
        var table = database.Read(Table);
        return await files.To(reader, "What was changed", [new("audit.csv", Delivery.Csv.ToFile(table))], stop)
            ? "`audit.csv` is in your direct messages with Data Responder."
            : "Slack did not take the file. Try again in a minute.";
    }

    static string Table(IDbConnection db)
    {
        var all = AuditLine.Latest(db, by: null, MostOfFile);
        var names = Person.Names(db, all.Select(line => line.Actor));
        return Delivery.Csv.Of(
            ["at", "person", "name", "subject", "verb", "before", "after", "why"],
            all.Select(line => (IEnumerable<string?>)
            [
                DateTimeOffset.FromUnixTimeMilliseconds(line.At).ToString("O", CultureInfo.InvariantCulture), line.Actor,
                names(line.Actor), line.Subject, line.Verb, line.Before, line.After, line.Why,
            ]));
    }
}
