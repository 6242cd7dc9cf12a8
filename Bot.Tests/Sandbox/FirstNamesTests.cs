using Bot.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Sandbox;

/// <summary>What people are called in a sandbox that is tried by hand.</summary>
public sealed class FirstNamesTests
{
    [Fact]
    public async Task People_are_called_by_their_first_names_and_keep_their_handles()
    {
        await using var workspace = await Workspace.Start(
            new WorkspaceOptions { Clock = new FakeTimeProvider(), FirstNames = true });
        Assert.Equal(("Chloé", "chloe"), (workspace.People["chloe"].DisplayName, workspace.People["chloe"].Handle));
    }
}
