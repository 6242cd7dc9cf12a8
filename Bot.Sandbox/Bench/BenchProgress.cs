using Spectre.Console;

namespace Bot.Sandbox;

/// <summary>What is being measured, on standard error, so that what is printed is the result alone.</summary>
sealed class BenchProgress : IDisposable
{
    readonly IAnsiConsole console;
    readonly CancellationTokenSource over = new();
    readonly Task spinning;
    volatile string text = "publishing the bot";

    public BenchProgress(TextWriter to)
    {
        console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(to) });
        spinning = console.Profile.Capabilities.Interactive ? console.Status().StartAsync(text, Spin) : Task.CompletedTask;
    }

    public void Say(string what)
    {
        text = what;
        if (!console.Profile.Capabilities.Interactive) console.WriteLine(what);
    }

    async Task Spin(StatusContext context)
    {
        while (!over.IsCancellationRequested)
        {
            context.Status = Markup.Escape(text);
            await Task.Delay(200, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        over.Cancel();
        spinning.Wait();
        over.Dispose();
    }
}
