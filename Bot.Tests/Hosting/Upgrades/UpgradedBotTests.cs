using System.Text.RegularExpressions;
using Bot.Domain.FollowUps;
using Bot.Sandbox;
using Bot.Tests.FollowUps;

namespace Bot.Tests.Hosting.Upgrades;

/// <summary>A bot starts on a store of an older schema and goes on where the last one stopped.</summary>
public sealed class UpgradedBotTests : IDisposable
{
    readonly QuickFolder folder = new();

    public static TheoryData<int> Schemas => [1, 10, 24, 39, 50, OldStore.Newest];

    static readonly string[] Handles = ["ana", "ben", "chloe", "dora", "gus", "sam"];

    static readonly (string Word, string Name)[] Channels =
        [("C0INC1", "inc-1-orders-are-late"), ("C0INC5", "inc-5-rates-old-ones")];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Schemas))]
    public Task It_goes_on_in_a_file(int schema) => GoesOn(schema, folder.ConnectionString);

    [Theory]
    [InlineData(OldStore.FirstOnPostgres)]
    public async Task It_goes_on_in_a_database(int schema)
    {
        await using var store = TestStore.OnPostgres(isEmpty: true);
        await GoesOn(schema, store.ConnectionString);
    }

    static async Task GoesOn(int schema, string store)
    {
        await using var afternoon = await Afternoon.Begin(
            before: workspace => new OldStore(store, Named(workspace)).Reach(schema),
            settings: new() { ["ConnectionStrings:Default"] = store });
        if (schema >= 2)
        {
            await afternoon.Gwen.Slash("/cover who");
            afternoon.Gwen.Sees("Data responder: @ana is on call until");
        }

        if (schema >= 4)
        {
            await afternoon.Gwen.Slash("/incident list", "#data-team");
            afternoon.Gwen.Sees("#inc-1-orders-are-late · investigating, lead ana", "#data-team");
        }

        if (schema >= 49)
        {
            await afternoon.Ana.Slash("/followup done 1", "#data-team");
            Assert.Equal(FollowUpState.Done, afternoon.Row().State);
        }

        var next = schema switch { < 4 => 1, < 16 => 5, < 19 => 6, < 25 => 7, < 32 => 8, < 39 => 10, _ => 11 };
        await afternoon.Alert(new { title = "Refunds fail", deduplication_key = "refunds", metadata = new { branch = "main" } });
        Assert.Contains(afternoon.Workspace.Conversations.All, c => c.Name == $"inc-{next}-refunds-fail");
    }

    // The rows name people, channels and user groups by what they are; each workspace gives them ids.
    static Func<string, string> Named(Workspace workspace)
    {
        SampleWorkspace.AddAnnouncements(workspace);
        Dictionary<string, string> ids = new()
        {
            ["C0NEWS"] = workspace.Conversations[SampleWorkspace.Announcements].Id,
            ["C0TEAM"] = workspace.Conversations["data-team"].Id,
        };
        workspace.Do(() =>
        {
            var ana = workspace.People["ana"];
            foreach (var (word, name) in Channels)
                ids[word] = workspace.Conversations.Create(ana, name, isPrivate: false).Id;
            ids["S0DATA"] = workspace.Groups.Create(ana, "Data responder", "data-responder").Id;
            ids["S0NIGHT"] = workspace.Groups["on-call-engineers"].Id;
            foreach (var handle in Handles)
                ids[$"U0{handle.ToUpperInvariant()}"] = workspace.People[handle].Id;
        });
        return text => ids.Aggregate(text, (t, id) => Regex.Replace(t, $@"\b{id.Key}\b", id.Value));
    }
}
