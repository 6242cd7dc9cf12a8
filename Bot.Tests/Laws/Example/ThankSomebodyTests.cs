namespace Bot.Tests.OnCall;

public sealed class ThankSomebodyTests
{
    [Fact]
    public async Task Whoever_took_hours_is_thanked_once()
    {
        await using var afternoon = await Example.Begin();
        await afternoon.Ana.Slash("/cover thanks @ben");
        afternoon.Ana.Sees("ben hears of it.");
        afternoon.Ben.Sees("@ana thanks you for taking over.");
        await afternoon.Ana.Slash("/cover thanks");
        afternoon.Ana.Sees("Say whom: /cover thanks @name.");
    }
}
