using System.Net;
using System.Net.Sockets;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

/// <summary>What the sandbox is started with.</summary>
public sealed class SandboxArgumentsTests
{
    [Fact]
    public void Several_bots_share_a_database_and_never_a_file()
    {
        Assert.Equal((3, "Host=db"), SandboxArguments.Parse(["--store", "Host=db", "--bots", "3"]) is { } three
            ? (three.Bots, three.Store) : default);
        Assert.Null(SandboxArguments.Parse(["--bots", "3"]));
        Assert.Null(SandboxArguments.Parse(["--store", "Host=db", "--bots", "6"]));
        Assert.Null(SandboxArguments.Parse(["--store", "Host=db", "--seed", "demo"]));
    }

    [Fact]
    public void A_bot_that_is_started_by_hand_has_the_workspace_to_itself()
    {
        Assert.Equal(0, SandboxArguments.Parse(["--bots", "0"])?.Bots);
        Assert.Null(SandboxArguments.Parse(["--bots", "0", "--seed", "demo"]));
        Assert.Null(SandboxArguments.Parse(["--bots", "0", "--store", "Host=db"]));
        Assert.Null(SandboxArguments.Parse(["--bots", "0", "--ai", "success"]));
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--intake")]
    public async Task A_port_that_somebody_has_is_said(string option)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var playground = new Playground(SandboxArguments.Parse([option, $"{port}"])!);
        var trouble = await Assert.ThrowsAsync<SandboxException>(playground.Run);
        Assert.Equal($"Port {port} is in use. Name another after {option}.", trouble.Message);
    }
}
