using System.Data;

namespace Bot.Sandbox.Chaos;

/// <summary>Of a private incident nobody reads anything who is not in its channel, wherever they look.</summary>
static class NothingLeaks
{
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
                foreach (var (where, _) in read.Where(r => r.Text.Contains(of.Name, StringComparison.Ordinal)).Take(1))
                    yield return $"{person.Handle} reads of {of.Name} in {where}";
        }

        foreach (var of in hidden)
            if (scene.Log.FirstOrDefault(line => line.Text.Contains(of.Name, StringComparison.Ordinal)) is { } line)
                yield return $"the log names it: {line.Text}";
    }
}
