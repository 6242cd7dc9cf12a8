using Bot.Delivery;
using Bot.OnCall.Covers;
using Bot.Slack;
using Bot.Tests.Laws;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests;

/// <summary>The worked example of CONTRIBUTING.md, put into a running bot as its text says, and held to that text.</summary>
public sealed class Example
{
    /// <summary>An afternoon with the example registered, as its lines in the routes would.</summary>
    public static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        var thank = ActivatorUtilities.CreateInstance<ThankSomebody>(afternoon.Get<IServiceProvider>());
        afternoon.Get<SlackRouter>().Command("/cover", "thanks", thank.Run);
        afternoon.Get<Synchroniser>().Serve(ThankSomebody.Subject, thank.Bring);
        return afternoon;
    }

    [Theory]
    [InlineData("ThankSomebody.cs")]
    [InlineData("ThankSomebodyTests.cs")]
    public void The_text_is_what_is_built(string file)
    {
        var root = Sources.Root();
        var text = File.ReadAllText(Path.Combine(root, "CONTRIBUTING.md"));
        var code = File.ReadAllText(Path.Combine(root, "Bot.Tests", "Laws", "Example", file));
        // The test's own beginning of an afternoon stands in the text as everybody's.
        code = code.Replace("Example.Begin()", "Afternoon.Begin()", StringComparison.Ordinal);
        code = code.TrimStart('\uFEFF').Replace("\r", "", StringComparison.Ordinal).Trim();
        Assert.True(
            text.Contains($"```csharp\n{code}\n```", StringComparison.Ordinal),
            $"CONTRIBUTING.md does not hold {file} as it is built:\n{code}");
    }
}
