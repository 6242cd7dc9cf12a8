using System.Text.Json;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

public sealed class KeptTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("sandbox-kept-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    WorkspaceFile FileOf(Workspace workspace) => new(workspace, Path.Combine(folder, "workspace.json"));

    [Fact]
    public async Task A_workspace_that_was_stopped_goes_on_where_it_was()
    {
        string channel, ts;
        await using (var workspace = await Workspace.Start())
        {
            var app = new RawApp(workspace);
            channel = await app.NewChannel("inc-1-late");
            await app.Done("conversations.invite", new { channel, users = workspace.People["ana"].Id });
            var blocks = new[] { Modals.Section("*Late* orders"), Modals.Actions(Modals.Button("Take", "take")) };
            var metadata = new { event_type = "card", event_payload = new { id = "1" } };
            ts = (await app.Done("chat.postMessage", new { channel, text = "Late", blocks, metadata })).GetProperty("ts")
                .GetString()!;
            await app.Done("pins.add", new { channel, timestamp = ts });
            await app.Done("bookmarks.add", new
            {
                channel_id = channel,
                title = "Run",
                type = "link",
                link = "https://ci.example/1"
            });
            await app.Done("usergroups.create", new { name = "data-responder", handle = "data-responder" });
            await app.Done("chat.postMessage", new { channel = workspace.People["ben"].Id, text = "To you alone" });
            await workspace.Member("ben").Joins("#inc-1-late");
            await workspace.Member("ana").Says("#inc-1-late", "@ben yours?");
            await workspace.Member("ana").Sees("Late orders").React("eyes");
            await workspace.Member("ana").Uploads("#inc-1-late", "dbt.log", new byte[] { 1, 2, 3 }, "The log");
            FileOf(workspace).Save();
        }

        await using (var workspace = await Workspace.Start())
        {
            var app = new RawApp(workspace);
            FileOf(workspace).Load();
            var card = workspace.Member("ana").Sees("Late orders");
            Assert.True(card.IsPinned);
            Assert.Equal(["Take"], card.Buttons);
            Assert.Equal(["eyes 1"], card.Reactions);
            var file = workspace.Member("ana").Sees("The log").Posted.Files.Single();
            Assert.Equal(("dbt.log", 3), (file.Name, file.Bytes.Length));
            Assert.True((await app.Form("files.info", null, ("file", file.Id))).GetProperty("ok").GetBoolean());
            workspace.Member("ben").Sees("To you alone");
            var asked = workspace.Member("ben").Sees("yours?");
            Assert.Equal(["ben"], asked.Notified);
            Assert.Equal(["ana"], (await asked.Reply("Mine")).Notified);
            Assert.Equal(["ben"], (await workspace.Member("ana").Says("#inc-1-late", "Thanks", asked)).Notified);
            Assert.NotNull(workspace.Groups.Find("@data-responder"));
            Assert.Equal("Run", workspace.Conversations["#inc-1-late"].Bookmarks.Single().Title);
            Assert.Equal("name_taken", await app.Refused("conversations.create", new { name = "inc-1-late" }));
            await app.Done("chat.update", new { channel, ts, text = "Done" });
            Assert.NotEqual(channel, await app.NewChannel("inc-2"));
            Assert.Equal(workspace.People["ana"], workspace.Conversations["#general"].Members.Select(id => workspace.People[id])
                .First(person => person.Handle == "ana"));
        }
    }

    [Fact]
    public async Task A_file_of_another_sample_is_not_taken()
    {
        await using var workspace = await Workspace.Start();
        await File.WriteAllTextAsync(Path.Combine(folder, "workspace.json"),
            JsonSerializer.Serialize(new KeptWorkspace(1, "other", [], [], [])), TestContext.Current.CancellationToken);
        Assert.Throws<SandboxException>(FileOf(workspace).Load);
    }
}
