using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Hands shortcuts and closed views to their routes.</summary>
sealed class ShortcutDispatch(SlackRouter router, Courtesy courtesy, ILogger log)
{
    const string Outdated = "That shortcut is from an older version and does nothing any more.";

    public async Task Handle(Shortcut request, Reply reply, CancellationToken stop)
    {
        var route = router.Find(new(RouteKind.Shortcut, request.CallbackId));
        if (route is null) log.LogWarning("No route for shortcut {CallbackId}", request.CallbackId);
        if (route?.AckFirst == true) await reply.Ack(null, stop: stop);
        var what = $"Shortcut {request.CallbackId}";
        Func<CancellationToken, Task>? then = null;
        var sentence = route is null ? Outdated
            : await Run(request.User.Id, async ended => then = await Started(route, request, ended), what, reply, stop);
        await reply.Ack(null, stop: stop);
        if (then is not null) sentence = await Guarded(() => then(stop), what, stop);
        if (sentence is not null) await courtesy.Tell(sentence, request.ResponseUrl, request.TriggerId, null, stop);
    }

    static async Task<Func<CancellationToken, Task>?> Started(RouteHandler route, Shortcut request, CancellationToken stop)
    {
        if (route.Handler is Func<Shortcut, CancellationToken, Task<Func<CancellationToken, Task>?>> first)
            return await first(request, stop);
        await ((Func<Shortcut, CancellationToken, Task>)route.Handler)(request, stop);
        return null;
    }

    /// <summary>A closed view leaves nobody to tell.</summary>
    public async Task Handle(ViewClosed request, Reply reply, CancellationToken stop)
    {
        if (router.Find(new(RouteKind.ViewClosed, request.View.CallbackId)) is { } route)
            await Run(
                request.User.Id, ended => ((Func<ViewClosed, CancellationToken, Task>)route.Handler)(request, ended),
                $"Closing {request.View.CallbackId}", reply, stop);
        else
            log.LogWarning("No route for closed view {CallbackId}", request.View.CallbackId);
        await reply.Ack(null, stop: stop);
    }

    Task<string?> Run(
        string person, Func<CancellationToken, Task> handler, string what, Reply reply, CancellationToken stop) =>
        Guarded(
            async () =>
            {
                using var patience = reply.Patience(stop);
                await router.LetIn(person, patience.Token);
                await handler(patience.Token);
            },
            what, stop);

    async Task<string?> Guarded(Func<Task> act, string what, CancellationToken stop)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return courtesy.Sorry(e, what, "Please try again in a minute.");
        }
    }
}
