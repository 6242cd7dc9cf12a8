using System.Data;

namespace Bot.Sandbox.Chaos;

/// <summary>
/// One channel, card and announcement of each incident, one line of each change, one canvas, one of each request.
/// </summary>
static class NothingDoubled
{
    public static IEnumerable<string> Broken(ChaosScene scene, IDbConnection db)
    {
        var all = scene.Workspace.Conversations.All;
        var messages = scene.Workspace.Do(() => all.SelectMany(c => c.Messages.All)
            .SelectMany(m => m.Replies.Append(m)).Distinct()
            .Where(m => !m.Deleted && m.App is not null && Mark(m) is not null).ToList());
        foreach (var twins in messages.GroupBy(m => (m.Conversation.Id, Mark: Mark(m))).Where(g => g.Count() > 1))
            yield return $"{twins.Count()} messages of {twins.Key.Mark} in #{twins.First().Conversation.Name}";
        foreach (var of in scene.Deeds.Declared)
        {
            var own = all.Where(c => c.Name.StartsWith("inc-", StringComparison.Ordinal) && c.Name.EndsWith(
                of.Name.Replace(' ', '-'), StringComparison.Ordinal)).ToList();
            if (own.Count > 1) yield return $"{of.Name} has {own.Count} channels";
            if (own is [var channel] && channel.Pins.Count(p => p.Message.App is not null) is var pins and not 1)
                yield return $"{of.Name} has {pins} pinned cards";
            if (own is [var marked] && marked.Bookmarks.GroupBy(b => b.Link).FirstOrDefault(g => g.Count() > 1) is { } twice)
                yield return $"{of.Name} has {twice.Count()} bookmarks of {twice.Key}";
        }

        var numbers = all.Count(c => c.Name.StartsWith("inc-", StringComparison.Ordinal));
        var rows = NothingLost.Count(db, "select count(*) from incidents where channel_id is not null");
        if (numbers != rows) yield return $"{numbers} channels of {rows} incidents";
        foreach (var canvases in scene.Workspace.Canvases.All.Where(c => !c.IsDeleted).GroupBy(c => (c.Conversation.Id, c.Title)))
            if (canvases.Count() > 1) yield return $"{canvases.Count()} canvases “{canvases.Key.Title}”";
        foreach (var line in Rows(scene, db)) yield return line;
        foreach (var line in OnceElsewhere.Doubled(scene, db)) yield return line;
        foreach (var (of, text) in scene.Deeds.Updates)
            if (scene.People.Channel(of.Name) is { } place && NothingLost.Said(scene, place, text) > 1)
                yield return $"“{text}” stands in #{place.Name} {NothingLost.Said(scene, place, text)} times";
    }

    static IEnumerable<string> Rows(ChaosScene scene, IDbConnection db)
    {
        foreach (var of in scene.Deeds.Declared)
            if (NothingLost.Count(db, "select count(*) from incidents where name = @Name", new { of.Name }) is var n and > 1)
                yield return $"{n} incidents are called {of.Name}";
        foreach (var title in scene.Deeds.FollowUps)
            if (NothingLost.Count(db, "select count(*) from follow_ups where title = @title", new { title }) is var n and > 1)
                yield return $"{n} follow-ups “{title}”";
        foreach (var asked in scene.Deeds.Asked)
            if (NothingLost.Count(
                    db, "select count(*) from requests where words like @like", new { like = $"%{asked}:%" }) is var n and > 1)
                yield return $"{n} requests “{asked}”";
        foreach (var why in scene.Deeds.AskedCover)
        {
            if (NothingLost.Count(db, "select count(*) from cover_requests where why = @why", new { why }) is var n and > 1)
                yield return $"{n} requests for cover “{why}”";
            if (NothingLost.Count(db, Covered.Agreed, new { why }) is var m and > 1)
                yield return $"{m} covers “{why}”";
        }
    }

    static string? Mark(PostedMessage message) =>
        message.Metadata is { } metadata ? metadata.Get("event_payload")?.Text("slot") : null;
}
