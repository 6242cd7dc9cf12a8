using Bot.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Sandbox;

/// <summary>A workspace with one bare app in it, on a clock that stands still.</summary>
public abstract class WorkspaceTest : IAsyncLifetime
{
    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
    internal Workspace Workspace { get; private set; } = null!;
    internal RawApp App { get; private set; } = null!;

    internal virtual WorkspaceOptions Options =>
        new() { Clock = Clock, AckDeadline = TimeSpan.FromSeconds(30), TriggerLifetime = TimeSpan.FromSeconds(30) };

    internal string Id(string who) => Workspace.People[who].Id;

    internal string ChannelId(string name) => Workspace.Conversations[name].Id;

    public async ValueTask InitializeAsync()
    {
        Workspace = await Workspace.Start(Options);
        App = new RawApp(Workspace);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Workspace.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
