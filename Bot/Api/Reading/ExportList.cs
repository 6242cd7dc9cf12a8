using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Api.Reading;

/// <summary>
/// <c>/incident export</c>: a list as a file, in a direct message to whoever asks, of what they may see. <c>/incident export
/// alerts json</c> says which list, and how.
/// </summary>
public sealed class ExportList(
    Database database, SendFiles files, IEnumerable<ApiList> lists, BotCommands commands, TimeProvider clock)
{
    public void Register(SlackRouter router) => router.Command(commands.Incident, Verbs.Export, Send, ackFirst: true);

    async Task<SlashResponse?> Send(SlashCommand command, CancellationToken stop)
    {
        var takes = $"It takes {string.Join(", ", lists.Select(l => $"`{l.Name}`"))}, and `csv` or `json`.";
        if (NotUnderstood.By(command, new(Verbs.Export, null, command.Rest), takes) is { } unknown) return unknown;
        var words = command.Rest.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var format = words.Contains("json") ? "json" : "csv";
        var list = lists.FirstOrDefault(l => words.Contains(l.Name)) ?? lists.First();
        if (!database.Read(SendFiles.May)) return SendFiles.Cannot;
        var reader = command.UserId;
        var file = database.Read(db => list.File(
            new(db, Viewer.Of(reader), clock.GetUtcNow(), FilterValues.Nothing) { Person = reader, Most = ApiList.MostOfAll },
            format));
        return await files.To(reader, $"All {list.Name} that you may see", [new($"{list.Name}.{format}", file)], stop)
            ? $"`{list.Name}.{format}` is in your direct messages with Data Responder. "
                + $"`{commands.Incident} {Verbs.Export}` also takes {string.Join(", ", Others(list))}, and `json`."
            : "Slack did not take the file. Try again in a minute.";
    }

    IEnumerable<string> Others(ApiList list) => lists.Where(l => l != list).Select(l => $"`{l.Name}`");
}
