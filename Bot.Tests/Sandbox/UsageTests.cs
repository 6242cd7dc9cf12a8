namespace Bot.Tests.Sandbox;

public sealed class UsageTests : WorkspaceTest
{
    [Fact]
    public async Task What_a_run_used_is_appended_to_a_file_for_comparison_with_the_manifest()
    {
        await App.Serve();
        await App.NewChannel("notes");
        await Workspace.Member("ana").Slash("/raw");
        Workspace.People.Change("ben", person => person.RealName = "Benjamin Carter");
        await Workspace.Settled();
        var path = Path.GetTempFileName();
        Workspace.Usage.Append(path);
        Workspace.Usage.Append(path);
        string[] expected =
        [
            "Raw\tcommand\t/raw",
            "Raw\tevent\tuser_change",
            "Raw\tmethod\tapps.connections.open",
            "Raw\tmethod\tconversations.create",
            "Raw\tscope\tchannels:manage",
            "Raw\tscope\tusers:read",
        ];
        var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        Assert.Equal(expected, lines.Distinct());
    }
}
