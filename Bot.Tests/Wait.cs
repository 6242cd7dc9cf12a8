namespace Bot.Tests;

/// <summary>Waits for what comes about by itself.</summary>
static class Wait
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task Until(Func<bool> isSo, TimeSpan? patience = null)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(patience ?? Patience);
        while (!isSo())
        {
            Assert.False(end.IsCancellationRequested, "What was waited for did not come.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// What may not wait for something that never ends: how long it takes besides is up to the machine, and no test's matter.
    /// </summary>
    public static Task Soon(Func<Task> act) => act().WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="Soon(Func{Task})"/>
    public static Task<T> Soon<T>(Func<Task<T>> act) => act().WaitAsync(Patience, TestContext.Current.CancellationToken);
}
