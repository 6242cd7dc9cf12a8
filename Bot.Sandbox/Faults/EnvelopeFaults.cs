namespace Bot.Sandbox;

/// <summary>What can happen to an envelope on its way.</summary>
public enum EnvelopeTrouble
{
    None,
    /// <summary>Sent twice at once, on two connections where there are two.</summary>
    Duplicate,
    /// <summary>
    /// Sent again after its ack: an event as a retry with the same event id, anything else as the same envelope.
    /// </summary>
    Redeliver,
    /// <summary>The app's ack never arrives.</summary>
    LoseAck,
    /// <summary>Never sent.</summary>
    Lose,
    /// <summary>The connection that carried it breaks right after.</summary>
    DropSocket,
}

/// <summary>Asks for troubles of the next envelopes, a number of them, every one or with a probability.</summary>
public sealed class EnvelopeFaults
{
    readonly Faults _faults;
    readonly List<Wish> _wishes = [];

    internal EnvelopeFaults(Faults faults) => _faults = faults;

    /// <summary>
    /// <paramref name="type"/> is an envelope type ("events_api", "slash_commands", "interactive") or null for any.
    /// </summary>
    public void Ask(EnvelopeTrouble trouble, int times = 1, double probability = 1, string? type = null)
    {
        lock (_wishes) _wishes.Add(new Wish(trouble, probability, type) { Left = times });
    }

    internal EnvelopeTrouble Next(string type)
    {
        lock (_wishes)
        {
            var wish = _wishes.FirstOrDefault(each => (each.Type is null || each.Type == type)
                && _faults.Chance(each.Probability));
            if (wish is null) return EnvelopeTrouble.None;
            if (--wish.Left == 0) _wishes.Remove(wish);
            return wish.Trouble;
        }
    }

    internal void Clear()
    {
        lock (_wishes) _wishes.Clear();
    }

    sealed record Wish(EnvelopeTrouble Trouble, double Probability, string? Type)
    {
        public int Left { get; set; }
    }
}
