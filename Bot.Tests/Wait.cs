namespace Bot.Tests;

/// <summary>Waits for what comes about by itself.</summary>
static class Wait
{
    public static async Task Until(Func<bool> isSo, TimeSpan? patience = null)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(patience ?? TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            Assert.False(end.IsCancellationRequested, "What was waited for did not come.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
