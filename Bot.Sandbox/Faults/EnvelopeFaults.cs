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
    readonly Faults faults;
    readonly List<Wish> wishes = [];

    internal EnvelopeFaults(Faults faults) => this.faults = faults;

    /// <summary>
    /// <paramref name="type"/> is an envelope type ("events_api", "slash_commands", "interactive") or null for any.
    /// </summary>
    public void Ask(EnvelopeTrouble trouble, int times = 1, double probability = 1, string? type = null)
    {
        lock (wishes) wishes.Add(new Wish(trouble, probability, type) { Left = times });
    }

    internal EnvelopeTrouble Next(string type)
    {
        lock (wishes)
        {
            var wish = wishes.FirstOrDefault(each => (each.Type is null || each.Type == type)
                && faults.Chance(each.Probability));
            if (wish is null) return EnvelopeTrouble.None;
            if (--wish.Left == 0) wishes.Remove(wish);
            return wish.Trouble;
        }
    }

    internal void Clear()
    {
        lock (wishes) wishes.Clear();
    }

    sealed record Wish(EnvelopeTrouble Trouble, double Probability, string? Type)
    {
        public int Left { get; set; }
    }
}
