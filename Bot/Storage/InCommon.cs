namespace Bot.Storage;

/// <summary>
/// What changes have in common that share a transaction: what one of them has read the next need not read again, for as long as
/// none comes between them that may alter it.
/// </summary>
sealed class InCommon
{
    readonly Dictionary<string, object> read = [];

    public T Get<T>(string what, Func<T> look)
        where T : notnull
    {
        if (read.TryGetValue(what, out var known)) return (T)known;
        var seen = look();
        read[what] = seen;
        return seen;
    }

    public void Forget() => read.Clear();
}
