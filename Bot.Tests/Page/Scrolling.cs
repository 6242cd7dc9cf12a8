using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>Real scrolling with the wheel, and what the browser made of it: frames, long tasks, rows in the page.</summary>
static class Scrolling
{
    const int Turn = 1800, MostTurns = 400;

    /// <summary>
    /// Counts while somebody scrolls. A jump is a row that moved further between two frames than the wheel was turned.
    /// </summary>
    public const string Record =
        """
        () => {
          const feed = document.querySelector("main .feed");
          const scrolled = window.scrolled = { frames: [], long: [], most: 0, jumps: 0 };
          const observer = new PerformanceObserver(list => {
            for (const each of list.getEntries()) scrolled.long.push(each.duration);
          });
          observer.observe({ entryTypes: ["longtask"] });
          let last = performance.now(), row, at;
          requestAnimationFrame(function frame(now) {
            scrolled.frames.push(now - last);
            last = now;
            scrolled.most = Math.max(scrolled.most, feed.querySelectorAll("article").length);
            if (row?.isConnected && Math.abs(row.getBoundingClientRect().top - at) > 2000) scrolled.jumps++;
            row = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("article");
            at = row?.getBoundingClientRect().top;
            requestAnimationFrame(frame);
          });
        }
        """;

    public const string Report =
        """
        () => {
          const sorted = scrolled.frames.slice(1).sort((a, b) => a - b);
          const of = part => sorted[Math.floor((sorted.length - 1) * part)].toFixed(0);
          const longest = scrolled.long.length ? `, longest ${Math.max(...scrolled.long).toFixed(0)} ms` : "";
          return `${sorted.length} frames: median ${of(.5)} ms, 95 % ${of(.95)} ms, longest ${of(1)} ms; `
            + `${scrolled.long.length} tasks over 50 ms${longest}; ${scrolled.most} rows at most`;
        }
        """;

    /// <summary>Turns the wheel up (-1) or down (1) until a message is in view.</summary>
    public static async Task Until(IPage page, int direction, string message)
    {
        for (var i = 0; i < MostTurns; i++)
        {
            if (await page.EvaluateAsync<bool>(InView, message)) return;
            await page.Mouse.WheelAsync(0, direction * Turn);
            await page.EvaluateAsync(Drawn);
        }
        Assert.Fail($"\"{message}\" did not come into view: {await page.EvaluateAsync<string>(Where)}");
    }

    /// <summary>Two frames later, and when what was asked for on the way is there: a slow machine scrolls no further.</summary>
    const string Drawn =
        """
        () => new Promise(done => requestAnimationFrame(function wait() {
          requestAnimationFrame(() => document.querySelector("main .feed").loading ? wait() : done());
        }))
        """;

    const string Where =
        """
        () => {
          const feed = document.querySelector("main .feed"), rows = [...feed.querySelectorAll("article")];
          return `${rows.length} rows, ${rows[0]?.textContent} to ${rows.at(-1)?.textContent}, `
            + `${feed.scrollTop} of ${feed.scrollHeight}, loading ${feed.loading}`;
        }
        """;

    const string InView =
        """
        text => [...document.querySelectorAll("main article")].some(each => each.textContent.includes(text)
          && each.getBoundingClientRect().bottom > 0 && each.getBoundingClientRect().top < innerHeight)
        """;
}
