using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Hosting;

/// <summary>The bot's clock and Slack's differ, and answers are lost: what was made is known again all the same.</summary>
public sealed class SkewTests
{
    const string Minutes = "00:04:00", Seconds = "00:00:04", Hour = "01:00:00";

    sealed class Wrong(TimeProvider right, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + by;
    }

    /// <summary>A bot whose clock is wrong. Ana is on call, and declared an incident while answers were lost.</summary>
    static async Task<Afternoon> Declared(TimeSpan by)
    {
        TimeProvider? right = null;
        var afternoon = await Afternoon.Begin(
            before: workspace => right = workspace.Options.Clock,
            services: all => all.AddSingleton<TimeProvider>(new Wrong(right!, by)));
        afternoon.Workspace.Faults.On("usergroups.create").LoseResponse();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        afternoon.Workspace.Faults.On("conversations.create").LoseResponse();
        afternoon.Workspace.Faults.On("chat.postMessage").LoseResponse(2);
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        return afternoon;
    }

    [Theory]
    [InlineData(Seconds, true)]
    [InlineData(Seconds, false)]
    [InlineData(Minutes, true)]
    [InlineData(Minutes, false)]
    [InlineData(Hour, false)]
    public async Task A_clock_that_is_wrong_by_less_than_five_minutes_or_slow_makes_nothing_twice(string by, bool isFast)
    {
        await using var afternoon = await Declared(Of(by, isFast));
        Assert.Single(afternoon.Workspace.Conversations.All, c => c.Name?.StartsWith("inc-1", StringComparison.Ordinal) == true);
        Assert.Single(afternoon.Workspace.Groups.All, g => g.Handle.StartsWith("data-responder", StringComparison.Ordinal));
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        OneMessageOfEach(afternoon);
    }

    /// <summary>
    /// So long before the incident another bot may have made a channel of that name: it is left alone, and one more is made.
    /// Messages carry a mark of their own and are known at any time.
    /// </summary>
    [Fact]
    public async Task A_clock_that_is_fast_by_an_hour_makes_another_channel_and_no_message_twice()
    {
        await using var afternoon = await Declared(Of(Hour, isFast: true));
        afternoon.Ana.Sees("INC-1", "#inc-1-orders-are-late-2");
        OneMessageOfEach(afternoon);
    }

    static void OneMessageOfEach(Afternoon afternoon)
    {
        Assert.Single(afternoon.Ana.Messages("#data-incidents"), m => m.Text.Contains("INC-1", StringComparison.Ordinal));
        Assert.Single(afternoon.Ana.Messages(), m => m.IsPinned);
    }

    static TimeSpan Of(string by, bool isFast) =>
        TimeSpan.Parse(by, System.Globalization.CultureInfo.InvariantCulture) * (isFast ? 1 : -1);
}
