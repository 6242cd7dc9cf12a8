namespace Bot.Tests.Laws;

/// <summary>How a law says that it is broken: each place in a line of its own, whole.</summary>
static class Law
{
    /// <summary>What was committed is still there as it was; the list is to be written anew where something was added.</summary>
    public static void Kept(string list, IReadOnlyCollection<string> committed, IReadOnlyCollection<string> now)
    {
        var (gone, added) = (committed.Except(now).ToList(), now.Except(committed).ToList());
        if (gone.Count > 0) Assert.Fail($"{list} has what may neither go nor change:\n{string.Join('\n', gone)}");
        if (!committed.SequenceEqual(now))
            Assert.Fail($"New: {string.Join(", ", added)}. {list} should now be:\n{string.Join('\n', now)}");
    }

    public static void Holds(IEnumerable<string> wrong)
    {
        var all = wrong.Distinct().ToList();
        if (all.Count > 0) Assert.Fail($"Broken in {all.Count} places:\n{string.Join('\n', all)}");
    }
}
