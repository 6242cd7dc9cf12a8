using Bot.Delivery;
using Bot.Slack;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Hosting;

public sealed class PaceTests
{
    readonly FakeTimeProvider time = new();

    Pace Paced(TimeSpan spacing) => new(new SlackOptions { PostSpacing = spacing, WireTime = time });

    static Task? Bring(Pace pace, string subject)
    {
        pace.Begins(subject);
        return pace.Rest(subject, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_brought_twice_in_a_row_rests_before_it_is_brought_once_more()
    {
        var pace = Paced(TimeSpan.FromSeconds(1));
        Assert.Null(Bring(pace, "incident:1"));
        var rest = Bring(pace, "incident:1");
        Assert.NotNull(rest);
        Assert.True(pace.IsResting("incident:1"));
        Assert.Null(Bring(pace, "incident:2"));
        time.Advance(TimeSpan.FromSeconds(1));
        await rest;
        Assert.Empty(pace.Resting);
    }

    [Fact]
    public void What_is_brought_now_and_then_never_rests()
    {
        var pace = Paced(TimeSpan.FromSeconds(1));
        for (var n = 0; n < 5; n++)
        {
            Assert.Null(Bring(pace, "incident:1"));
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void Without_a_pace_nothing_rests()
    {
        var pace = Paced(TimeSpan.Zero);
        for (var n = 0; n < 5; n++) Assert.Null(Bring(pace, "incident:1"));
    }
}
