namespace Bot.Slack;

/// <summary>What a route answers to.</summary>
public enum RouteKind { Command, Action, ViewSubmission, ViewClosed, Options, Event, Shortcut }

/// <summary>One route: its kind, its command, action id, callback id or event type, and for a command its first word.</summary>
public sealed record Route(RouteKind Kind, string Key, string Word = "");

/// <summary>
/// The table of what is handled where. A handler's return is what Slack is told; with ackFirst Slack is told at once, and a later
/// answer goes out by response_url. Where Slack is told only then, the handler's token ends in time for that: what it asks the
/// network for is given up, what it gave to the database is waited for, as long as that says anything. Registering the same twice
/// throws.
/// </summary>
public sealed class SlackRouter
{
    readonly Dictionary<Route, RouteHandler> handlers = [];
    readonly Dictionary<string, Func<string, string?>> words = [];

    public IReadOnlyCollection<Route> Routes => handlers.Keys;

    /// <summary>How a person is called, by their id; where nobody knows, the name that Slack sends along serves.</summary>
    public Func<string, CancellationToken, Task<string?>>? NameOf { get; set; }

    /// <summary>
    /// Why somebody may not be served, in one sentence, or null: asked of each command, press, form, menu and shortcut before its
    /// handler runs. Until somebody decides it, nobody is.
    /// </summary>
    public Func<string, CancellationToken, Task<string?>>? Refusal { get; set; }

    /// <summary>Goes on for those who may be served alone.</summary>
    internal async Task LetIn(string person, CancellationToken stop)
    {
        // Whoever read the frame goes on with the next one: an acknowledgement is short, and what follows is not.
        await Task.Yield();
        if ((Refusal is { } refusal ? await refusal(person, stop) : RefusedException.NotYet) is { } sentence)
            throw new RefusedException(sentence);
        Handling.LetIn(person);
    }

    /// <summary>A command by its first word in any case; word "" is for all other texts.</summary>
    public void Command(
        string command, string word, Func<SlashCommand, CancellationToken, Task<SlashResponse?>> handler,
        bool ackFirst = false) =>
        Add(new(RouteKind.Command, command, word.ToLowerInvariant()), new(handler, ackFirst));

    /// <summary>Which word a command's text asks for, where that is not its first; null for the route without a word.</summary>
    public void Words(string command, Func<string, string?> word) => words.Add(command, word);

    internal string WordOf(string command, string text, string first) =>
        words.TryGetValue(command, out var word) ? word(text) ?? "" : first;

    public void Action(string actionId, Func<BlockActionRequest, CancellationToken, Task> handler, bool ackFirst = false)
    {
        // It fits here as well, and what it gives would be dropped.
        if (handler.Method.ReturnType == typeof(Task<Func<CancellationToken, Task>>))
            throw new ArgumentException(
                $"{actionId} gives what is to be done afterwards: use {nameof(ActionThen)}.", nameof(handler));
        Add(new(RouteKind.Action, actionId), new(handler, ackFirst));
    }

    /// <summary>
    /// A button whose handler gives what is to be done once Slack was told, such as a word to whoever pressed; null is nothing.
    /// </summary>
    public void ActionThen(
        string actionId, Func<BlockActionRequest, CancellationToken, Task<Func<CancellationToken, Task>?>> handler) =>
        Add(new(RouteKind.Action, actionId), new(handler));

    /// <summary>Null closes the view.</summary>
    public void ViewSubmission(
        string callbackId, Func<ViewSubmission, CancellationToken, Task<ViewSubmissionResponse?>> handler) =>
        Add(new(RouteKind.ViewSubmission, callbackId), new(handler));

    public void ViewClosed(string callbackId, Func<ViewClosed, CancellationToken, Task> handler) =>
        Add(new(RouteKind.ViewClosed, callbackId), new(handler));

    /// <summary>The choices of an external menu; what takes longer than Slack waits is answered with none.</summary>
    public void Options(string actionId, Func<BlockOptionsRequest, CancellationToken, Task<IReadOnlyList<Option>>> handler) =>
        Add(new(RouteKind.Options, actionId), new(handler));

    /// <summary>
    /// An event, for each that listens to its type; when a handler throws, Slack is not told and sends it again to all of them.
    /// </summary>
    public void Event(string type, Func<EventCallback, CancellationToken, Task> handler)
    {
        var route = new Route(RouteKind.Event, type);
        handlers[route] = Find(route)?.Handler is Func<EventCallback, CancellationToken, Task> first
            ? new(async (EventCallback heard, CancellationToken stop) =>
            {
                await first(heard, stop);
                await handler(heard, stop);
            })
            : new(handler);
    }

    /// <summary>A global or message shortcut.</summary>
    public void Shortcut(string callbackId, Func<Shortcut, CancellationToken, Task> handler, bool ackFirst = false) =>
        Add(new(RouteKind.Shortcut, callbackId), new(handler, ackFirst));

    /// <summary>
    /// A shortcut whose handler gives what is to be done once Slack was told, such as a word to whoever started it; null is
    /// nothing.
    /// </summary>
    public void ShortcutThen(
        string callbackId, Func<Shortcut, CancellationToken, Task<Func<CancellationToken, Task>?>> handler) =>
        Add(new(RouteKind.Shortcut, callbackId), new(handler));

    internal RouteHandler? Find(Route route)
    {
        if (!handlers.TryGetValue(route, out var handler)) return null;
        SlackTelemetry.Routed(route);
        return handler;
    }

    void Add(Route route, RouteHandler handler)
    {
        if (!handlers.TryAdd(route, handler)) throw new InvalidOperationException($"{route} is registered twice.");
    }
}

/// <summary>A handler as its route keeps it.</summary>
sealed record RouteHandler(Delegate Handler, bool AckFirst = false);
