using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Answers an external menu in time, with nothing if need be.</summary>
sealed class OptionsDispatch(SlackRouter router, Courtesy courtesy, SlackOptions options, ILogger log)
{
    readonly TimeSpan patience = options.AckDeadline * 5 / 6;

    public async Task Handle(BlockOptionsRequest request, Reply reply, CancellationToken stop)
    {
        using var tooLate = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var found = Find(request, tooLate.Token);
        var waited = Task.Delay(patience, options.WireTime, answered.Token);
        if (await Task.WhenAny(found, waited) != found)
        {
            log.LogWarning("Options of {Action} took longer than Slack waits; the menu shows none", request.ActionId);
            await reply.Ack(Payload([]), stop: stop);
            await tooLate.CancelAsync();
        }
        await answered.CancelAsync();
        await reply.Ack(Largest(await found, reply), stop: stop);
    }

    async Task<IReadOnlyList<Option>> Find(BlockOptionsRequest request, CancellationToken stop)
    {
        try
        {
            await router.LetIn(request.User.Id, stop);
            if (router.Find(new(RouteKind.Options, request.ActionId)) is { } route)
                return await (
                    (Func<BlockOptionsRequest, CancellationToken, Task<IReadOnlyList<Option>>>)route.Handler)(request, stop);
            log.LogWarning("No route for options of {Action}", request.ActionId);
        }
        catch (RefusedException)
        {
            // A menu has no room for a sentence.
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            courtesy.Sorry(e, $"Options of {request.ActionId}", "");
        }
        catch (Exception e)
        {
            log.LogInformation("Options of {Action} were given up: {Reason}", request.ActionId, e.Message);
        }
        return [];
    }

    static byte[] Largest(IReadOnlyList<Option> found, Reply reply)
    {
        IReadOnlyList<Option> shown = [.. found.Take(Limits.Options)];
        var payload = Payload(shown);
        while (shown.Count > 0 && !reply.Fits(payload))
        {
            shown = [.. shown.Take(shown.Count * 3 / 4)];
            payload = Payload(shown);
        }
        return payload;
    }

    static byte[] Payload(IReadOnlyList<Option> options) =>
        JsonSerializer.SerializeToUtf8Bytes(new OptionsAnswer(options), SlackJson.Default.OptionsAnswer);
}

/// <summary>The acknowledgement of an option request.</summary>
sealed record OptionsAnswer(IReadOnlyList<Option> Options);
