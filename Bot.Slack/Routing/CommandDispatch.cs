using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Finds the route of a slash command by its first word and answers with what the handler returns.</summary>
sealed class CommandDispatch(SlackRouter router, Courtesy courtesy, SlackOptions options, ILogger log)
{
    const int LongestTyped = 300;

    public async Task Handle(SlashCommand sent, Reply reply, CancellationToken stop)
    {
        var answer = await Answer(sent, reply, stop);
        if (answer is null)
        {
            await reply.Ack(null, stop: stop);
            return;
        }
        var payload = JsonSerializer.SerializeToUtf8Bytes(answer, SlackJson.Default.SlashResponse);
        var told = await reply.Ack(reply.Fits(payload) ? payload : null, stop: stop) && reply.Fits(payload);
        if (!told) await courtesy.Respond(sent.ResponseUrl, answer, stop);
    }

    // What reads the text may fail on it as a handler may, and is answered like one.
    async Task<SlashResponse?> Answer(SlashCommand sent, Reply reply, CancellationToken stop)
    {
        var command = sent;
        try
        {
            (command, var route) = Match(sent, CommandText.Read(sent.Text));
            if (route?.AckFirst == true) await reply.Ack(null, stop: stop);
            // Names are asked of a database: see SlackRouter.LetIn.
            await Task.Yield();
            (command, _) = Match(sent, CommandText.Read(sent.Text, await Names(sent.Text, stop)));
            if (route is null) return Unknown(command);
            using var patience = reply.Patience(stop);
            await router.LetIn(command.UserId, patience.Token);
            return await ((Func<SlashCommand, CancellationToken, Task<SlashResponse?>>)route.Handler)(command, patience.Token);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            var sorry = courtesy.Sorry(e, $"{command.Command} {command.Word}".TrimEnd(), "Please send it again in a minute.");
            return Mrkdwn.Escape(e is UnkeptException { IsAway: true } ? $"{sorry}\n{Typed(sent)}" : sorry);
        }
    }

    // What was typed is gone from the composer.
    static string Typed(SlashCommand sent) => $"You sent: {Limits.First($"{sent.Command} {sent.Text}".TrimEnd(), LongestTyped)}";

    (SlashCommand, RouteHandler?) Match(SlashCommand sent, CommandText said)
    {
        var command = sent with
        {
            Text = said.Text,
            Mentions = said.Mentions,
            Channels = said.Channels,
            Groups = said.Groups,
        };
        var parts = said.Text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var first = PlainSigns.Of(parts.FirstOrDefault("")).ToLowerInvariant().TrimEnd('.', ',', ':', ';', '!', '?');
        var word = router.WordOf(sent.Command, said.Text, first);
        if (word.Length > 0 && router.Find(new(RouteKind.Command, command.Command, word)) is { } byWord)
            return (command with { Word = word, Rest = parts.ElementAtOrDefault(1) ?? "" }, byWord);
        return (command with { Rest = said.Text }, router.Find(new(RouteKind.Command, command.Command)));
    }

    /// <summary>Asks for the names of all who are mentioned; a form waits for them, so not for long.</summary>
    async Task<Dictionary<string, string>> Names(string sent, CancellationToken stop)
    {
        Dictionary<string, string> known = [];
        if (router.NameOf is not { } nameOf) return known;
        var asked = CommandText.People(sent).Select(id => (Id: id, Name: Name(nameOf, id, stop))).ToList();
        foreach (var (id, name) in asked)
            if (await name is { } found) known[id] = found;
        return known;
    }

    async Task<string?> Name(Func<string, CancellationToken, Task<string?>> nameOf, string id, CancellationToken stop)
    {
        try
        {
            return await nameOf(id, stop).WaitAsync(options.AckDeadline / 3, options.WireTime, stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException or TimeoutException)
        {
            log.LogWarning("{Person} is shown by the name that came with the command: {Reason}", id, e.Message);
            return null;
        }
    }

    SlashResponse Unknown(SlashCommand command)
    {
        log.LogWarning("No route for {Command} {Text}", command.Command, command.Text);
        var words = router.Routes.Where(r => r.Kind == RouteKind.Command && r.Key == command.Command)
            .Select(r => $"`{command.Command} {r.Word}`");
        return string.Join(", ", words) is { Length: > 0 } known
            ? $"I do not know that word. Try one of {known}."
            : $"I have nothing behind {Mrkdwn.Escape(command.Command)} any more. Ask whoever runs this app to bring its "
                + "manifest up to date.";
    }
}
