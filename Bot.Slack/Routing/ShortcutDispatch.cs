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
        var sentence = route is null ? Outdated
            : await Run(
                request.User.Id, ended => ((Func<Shortcut, CancellationToken, Task>)route.Handler)(request, ended),
                $"Shortcut {request.CallbackId}", reply, stop);
        await reply.Ack(null, stop: stop);
        if (sentence is not null) await courtesy.Tell(sentence, request.ResponseUrl, request.TriggerId, null, stop);
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

    async Task<string?> Run(
        string person, Func<CancellationToken, Task> handler, string what, Reply reply, CancellationToken stop)
    {
        using var patience = reply.Patience(stop);
        try
        {
            await router.LetIn(person, patience.Token);
            await handler(patience.Token);
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return courtesy.Sorry(e, what, "Please try again in a minute.");
        }
    }
}
