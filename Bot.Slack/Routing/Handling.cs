namespace Bot.Slack;

/// <summary>
/// What the handling of one envelope or request has come to, so that a failure is told as it is: whatever keeps things says when
/// it has kept what the person sent.
/// </summary>
public static class Handling
{
    static readonly AsyncLocal<Outcome?> Current = new();

    /// <summary>Who sent it, once they were let in; null of an event, and where nobody sent anything.</summary>
    public static string? Person => Current.Value?.Person;

    /// <summary>
    /// For how long whatever keeps things is waited for when it is asked now; null where nobody waits for an answer.
    /// </summary>
    public static TimeSpan? Patience => Current.Value?.Patience;

    /// <summary>Whether what the person sent is kept.</summary>
    internal static bool HasKept => Current.Value is { Kept: true };

    /// <summary>Begins the handling on this flow of work.</summary>
    /// <param name="patience">See <see cref="Patience"/>.</param>
    /// <param name="inAll">However often it is asked; else for so long each time.</param>
    /// <param name="address">Finds where it came in over HTTP, as that is mapped; null where that is known already.</param>
    public static void Begin(TimeSpan patience, bool inAll = false, Func<string?>? address = null) =>
        Current.Value = new(patience, inAll) { Address = address ?? Current.Value?.Address };

    /// <summary>At which address it came in over HTTP, as that is mapped: no name of anybody is in it.</summary>
    public static string? Address => Current.Value?.Address?.Invoke();

    /// <summary>Whoever sent it may be served.</summary>
    internal static void LetIn(string person)
    {
        if (Current.Value is { } outcome) outcome.Person = person;
    }

    /// <summary>What the person sent is on disk.</summary>
    public static void Kept()
    {
        if (Current.Value is { } outcome) outcome.Kept = true;
    }

    sealed class Outcome(TimeSpan patience, bool inAll)
    {
        readonly long began = TimeProvider.System.GetTimestamp();

        public TimeSpan Patience => inAll ? Left(TimeProvider.System.GetElapsedTime(began)) : patience;

        TimeSpan Left(TimeSpan elapsed) => elapsed < patience ? patience - elapsed : TimeSpan.Zero;

        public Func<string?>? Address { get; init; }
        public bool Kept { get; set; }
        public string? Person { get; set; }
    }
}
