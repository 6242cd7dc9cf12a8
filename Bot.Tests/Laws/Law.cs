namespace Bot.Tests.Laws;

/// <summary>How a law says that it is broken: each place in a line of its own, whole.</summary>
static class Law
{
    public static void Holds(IEnumerable<string> wrong)
    {
        var all = wrong.Distinct().ToList();
        if (all.Count > 0) Assert.Fail($"Broken in {all.Count} places:\n{string.Join('\n', all)}");
    }
}
