using Bot.Domain.OnCall;
using CsCheck;

namespace Bot.Tests.OnCall;

public sealed class MemberOrderTests
{
    static readonly string[] Four = ["ana", "ben", "chloe", "dev"];

    [Fact]
    public void One_moves_and_the_others_keep_their_order()
    {
        Assert.Equal(["ben", "ana", "chloe", "dev"], MemberOrder.Up(Four, "ben"));
        Assert.Equal(["ana", "chloe", "ben", "dev"], MemberOrder.Down(Four, "ben"));
        Assert.Equal(["ana", "dev", "ben", "chloe"], MemberOrder.Next(Four, "dev", current: "ana"));
        Assert.Equal(["dev", "ana", "ben", "chloe"], MemberOrder.Next(Four, "dev", current: "emi"));
    }

    [Fact]
    public void Nobody_is_ever_lost_or_doubled() =>
        Gen.Shuffle(Four, 1, 4).Select(Gen.Int[0, 3], Gen.Int[0, 3]).Sample((members, who, current) =>
    {
        foreach (var order in new[]
        {
            MemberOrder.Up(members, Four[who]),
            MemberOrder.Down(members, Four[who]),
            MemberOrder.Next(members, Four[who], Four[current]),
        })
            Assert.Equal(members.Order(), order.Order());
    });
}
