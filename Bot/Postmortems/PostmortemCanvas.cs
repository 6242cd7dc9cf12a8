using System.Data;
using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Postmortems;

/// <summary>
/// The canvas of a postmortem, a tab of its incident's channel: made once, and written by people from then on. Only the table
/// below the heading <em>Facts</em> is brought up to date. Where Slack gives no canvas, nothing waits for it.
/// </summary>
public sealed class PostmortemCanvas(
    Database database, SlackApi slack, Attempts attempts, Restores restores, ILogger<PostmortemCanvas> log)
{
    /// <summary>The permissions without which there is none: to write it, and to find the facts in it.</summary>
    public const string WriteScope = "canvases:write", ReadScope = "canvases:read";

    /// <summary>Kept in the place of Slack's word: people deleted it, which is left so.</summary>
    public const string Deleted = "canvas_deleted";

    /// <summary>Why the facts are left as they are.</summary>
    public const string NoHeading = "no_heading", Several = "several";

    // The workspace has none in the head of a channel; a tab may do.
    static readonly string[] OnlyTabs = ["team_tier_cannot_create_channel_canvases", "channel_canvas_already_exists"];

    // Slack says so now and then of what it takes a moment later.
    static readonly string[] Passing =
        ["canvas_creation_failed", "canvas_tab_creation_failed", "canvas_editing_failed", "internal_error", "fatal_error"];

    // With a pause that doubles each time, from a second: for an hour in all.
    const int MostTries = 12;

    /// <summary>The permission that the app lacks for it; null where it lacks none.</summary>
    public static string? Lacks(IDbConnection db) =>
        Installation.Lacks(db, WriteScope) ? WriteScope : Installation.Lacks(db, ReadScope) ? ReadScope : null;

    /// <summary>Repeatable.</summary>
    public async Task Bring(long incident, CancellationToken stop)
    {
        if (database.Read(db => Read(db, incident)) is not { } read) return;
        if (read.Row.Canvas is null) await Make(read, stop);
        await Update(incident, stop);
    }

    sealed record Found(IncidentRow Incident, PostmortemRow Row, string Facts, string Body)
    {
        public string Channel => Incident.ChannelId!;
    }

    static Found? Read(IDbConnection db, long number)
    {
        var viewer = Viewer.Bot;
        if (IncidentStore.Find(db, viewer, number) is not { ChannelId: not null, IsForgotten: false } incident
            || PostmortemStore.Find(db, viewer, number) is not { HasText: true } row || Lacks(db) is not null) return null;
        var facts = PostmortemText.Facts(db, viewer, incident);
        return new(incident, row, facts, PostmortemText.Body(facts, PostmortemStore.Sections(db, number)));
    }

    async Task Make(Found read, CancellationToken stop)
    {
        var (row, incident) = (read.Row, read.Incident);
        if (row.CanvasTrouble is { } trouble and not "missing_scope" && !Passing.Contains(trouble)) return;
        // What was to be made when a backup was made was made since, most likely.
        if ((row.CanvasAttempted ?? database.Read(restores.AsOfRun)) is { } at)
        {
            attempts.AwaitLook($"{row.Subject}:canvas", at);
            if (await Ours(read, stop) is { } made)
            {
                // What it shows is not known.
                await database.Change(tx => PostmortemStore.HasCanvas(tx, incident, made, ""));
                return;
            }
        }

        // It is woken anew where its incident has gone.
        if (!await database.Change(tx => PostmortemStore.Attempt(tx, incident))) return;
        try
        {
            var canvas = await Create(read, stop);
            await database.Change(tx => PostmortemStore.HasCanvas(tx, incident, canvas, read.Facts));
        }
        catch (SlackException e)
        {
            log.LogWarning("The postmortem of {Incident} has no canvas: {Reason}", row.Label, e.Message);
            await database.Change(tx => PostmortemStore.HasNoCanvas(tx, incident, e.Error));
            TryAgain(e);
        }
    }

    static void TryAgain(SlackException refusal)
    {
        if (Passing.Contains(refusal.Error) && OwnRun.Now is { Tries: < MostTries and var tries })
            throw new NotYetException(TimeSpan.FromSeconds(Math.Pow(2, tries)), refusal.Message);
    }

    async Task<string> Create(Found read, CancellationToken stop)
    {
        var title = PostmortemText.Title(read.Row.Incident);
        try
        {
            return await slack.Canvases.CreateInHead(read.Channel, title, read.Body, stop);
        }
        catch (SlackException e) when (OnlyTabs.Contains(e.Error))
        {
            return await Ours(read, stop) ?? await slack.Canvases.CreateTab(read.Channel, title, read.Body, stop);
        }
    }

    /// <summary>The canvas of the channel that holds our table: it was made, and the answer was lost.</summary>
    async Task<string?> Ours(Found read, CancellationToken stop)
    {
        var mark = PostmortemText.Mark(read.Row.Incident);
        foreach (var canvas in (await slack.Conversations.Info(read.Channel, stop)).Canvases)
        {
            try
            {
                if ((await slack.Canvases.Lookup(canvas, CanvasesApi.Table, mark, stop)).Count > 0) return canvas;
            }
            catch (SlackException e) when (IsGone(e))
            {
                // Another's, or gone.
            }
        }

        return null;
    }

    /// <summary>The facts, where people have left their heading; all else is theirs.</summary>
    async Task Update(long incident, CancellationToken stop)
    {
        // It may have become private while it was made.
        if (database.Read(db => Read(db, incident)) is not { Row: { Canvas: { } canvas } row } read || row.Facts == read.Facts
            || (read.Incident.Private && row.CanvasChannel != read.Channel)) return;
        try
        {
            var trouble = await Put(canvas, [PostmortemText.Mark(incident), row.CanvasMark], read.Facts, stop);
            await database.Change(tx => PostmortemStore.ShowsFacts(tx, incident, canvas, read.Facts, trouble));
        }
        catch (SlackException e) when (IsGone(e))
        {
            await database.Change(tx => PostmortemStore.LostCanvas(tx, incident, canvas, Deleted));
        }
        catch (SlackException e)
        {
            log.LogWarning("The facts in the canvas of {Incident} are left as they are: {Reason}", row.Label, e.Message);
            await database.Change(tx => PostmortemStore.FactsLeft(tx, incident, canvas, e.Error));
            TryAgain(e);
        }
    }

    /// <param name="canvas">Where.</param>
    /// <param name="marks">What its table says now, and what it said when its incident had not gone into this one.</param>
    /// <param name="facts">The table.</param>
    /// <param name="stop">Ends it.</param>
    async Task<string?> Put(string canvas, IEnumerable<string?> marks, string facts, CancellationToken stop)
    {
        var headings = await slack.Canvases.Lookup(canvas, CanvasesApi.AnyHeading, PostmortemText.FactsHeading, stop);
        if (headings.Count == 0) return NoHeading;
        IReadOnlyList<string> tables = [];
        foreach (var mark in marks.OfType<string>().Distinct())
            if (tables.Count == 0) tables = await slack.Canvases.Lookup(canvas, CanvasesApi.Table, mark, stop);
        switch (tables, headings)
        {
            case ([var table], _):
                await slack.Canvases.Replace(canvas, table, facts, stop);
                return null;
            case ([], [var heading]):
                await slack.Canvases.InsertAfter(canvas, heading, facts, stop);
                return null;
            default:
                return Several;
        }
    }

    static bool IsGone(SlackException refusal) => refusal.Error is "canvas_not_found" or "canvas_deleted";
}
