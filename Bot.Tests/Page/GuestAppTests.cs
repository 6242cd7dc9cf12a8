using Bot.Sandbox;

namespace Bot.Tests.Page;

/// <summary>--app: a stranger's app joins the sandbox.</summary>
public sealed class GuestAppTests
{
    [Fact]
    public void The_manifest_is_named_on_the_command_line() =>
        Assert.Equal(Path.GetFullPath("hello.yml"),
            SandboxArguments.Parse(["--app", "hello.yml", "--port", "8101", "--intake", "8102"])?.App);

    [Fact]
    public async Task The_manifest_of_the_documentation_installs()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Sandbox.BoltApp.Folder, "..", "..", "docs", "sandbox.md"),
            TestContext.Current.CancellationToken);
        var manifest = page.Split("```yaml")[1].Split("```")[0];
        await using var workspace = await Workspace.Start();
        var app = workspace.AddApp(manifest);
        Assert.Equal("Hello", app.Name);
        Assert.Equal("/hello", app.Manifest.Commands.Single().Command);
    }
}
