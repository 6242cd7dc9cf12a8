using System.Globalization;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>
/// Measures in the browser how long it takes from a press or key to what it brings about, in the same or another window. Only
/// printed: how fast a machine is, is no test.
/// </summary>
sealed class Stopwatches
{
    const string Watch = "for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => window.actedAt = "
        + "performance.timeOrigin + performance.now(), true);";
    const string Until =
        """
        ([selector, text]) => [...document.querySelectorAll(selector)].some(each => each.textContent.includes(text))
          && performance.timeOrigin + performance.now()
        """;

    readonly List<string> lines = [];

    public static Task Prepare(params IPage[] pages) => Task.WhenAll(pages.Select(page => page.EvaluateAsync(Watch)));

    /// <summary>
    /// Acts, waits until an element of <paramref name="where"/> shows the text, and notes the time between the two.
    /// </summary>
    public async Task Step(string what, IPage actor, Func<Task> act, IPage where, string selector, string text)
    {
        var seen = where.WaitForFunctionAsync(Until, new[] { selector, text });
        await act();
        var at = await (await seen).JsonValueAsync<double>();
        var took = at - await actor.EvaluateAsync<double>("window.actedAt");
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{took,6:0} ms  {what}"));
    }

    public void Print() => TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', lines));
}
