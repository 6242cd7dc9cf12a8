using System.Data;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bot.Sandbox.Chaos;

/// <summary>Of a private incident nobody reads anything who is not in its channel, wherever they look.</summary>
static class NothingLeaks
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Broken(ChaosScene scene, IDbConnection db)
    {
        var hidden = scene.Deeds.Declared.Where(d => d.IsPrivate).ToList();
        if (hidden.Count == 0) yield break;
        foreach (var person in scene.Workspace.People.All.Where(p => !p.IsBot && p != scene.Workspace.People.Slackbot))
        {
            var member = scene.Workspace.Member(person.Id);
            var read = member.Messages().Select(m => (Where: m.Channel, Text: $"{m.Text}\n{m.Notification}"))
                .Concat(scene.Deeds.Read.Where(r => r.Reader == member).Select(r => (Where: "a form or list", r.Text)))
                .Concat(scene.Workspace.Notifications.Where(n => n.Person == person).Select(
                    n => (Where: "a notification", Text: scene.Workspace.Do(() => ChaosText.Of(scene, n.Message)))))
                .ToList();
            foreach (var of in hidden.Where(of => of.By != member && scene.People.Channel(of.Name)?.Has(person.Id) != true))
                foreach (var (where, _) in read.Where(r => Names(r.Text, of)).Take(1))
                    yield return $"{person.Handle} reads of {of.Name} in {where}";
        }

        foreach (var of in hidden)
        {
            if (scene.Log.FirstOrDefault(line => Names(line.Text, of)) is { } line)
                yield return $"the log names it: {line.Text}";
            if (scene.Told.Heard.FirstOrDefault(heard => Names(heard.Body.ToJsonString(Plain), of)) is { } told)
                yield return $"{told.Place} is told of {of.Name}";
            if (scene.Told.Issues.Values.FirstOrDefault(i => Names(i.ToJsonString(Plain), of)) is { } issue)
                yield return $"GitHub reads of {of.Name} in issue {issue["number"]}";
            foreach (var (where, _) in Heads(scene, of).Where(head => Names(head.Text, of)).Take(1))
                yield return $"{of.Name} stands in {where}";
        }
    }

    /// <summary>What stands in the heads of channels other than its own, and in their canvases.</summary>
    static List<(string Where, string Text)> Heads(ChaosScene scene, Declared of)
    {
        var own = scene.People.Channel(of.Name);
        return scene.Workspace.Do(() => scene.Workspace.Conversations.All.Where(c => c != own).Select(c => (
                Where: $"the head of #{c.Name}",
                Text: string.Join('\n', [c.Topic.Value, c.Purpose.Value, .. c.Bookmarks.Select(b => $"{b.Title} {b.Link}")])))
            .Concat(scene.Workspace.Canvases.All.Where(c => !c.IsDeleted && c.Conversation != own).Select(c => (
                Where: $"the canvas {c.Name} of #{c.Conversation.Name}", Text: $"{c.Title}\n{c.Markdown}"))).ToList());
    }

    // By what people call it, or as its channel is called.
    static bool Names(string text, Declared of) => text.Contains(of.Name, StringComparison.Ordinal)
        || text.Contains(InsistentPeople.Slug(of.Name), StringComparison.Ordinal);
}
