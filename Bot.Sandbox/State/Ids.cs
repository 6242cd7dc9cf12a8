namespace Bot.Sandbox;

/// <summary>Makes ids that look like Slack's: a letter for the kind and ten characters, the same for the same seed.</summary>
sealed class Ids(int seed)
{
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    Random random = new(seed);
    readonly HashSet<string> given = [];

    public string Next(string prefix)
    {
        string id;
        do id = $"{prefix}0{new string(random.GetItems<char>(Alphabet, 9))}";
        while (!given.Add(id));
        return id;
    }

    /// <summary>Draws from another source from now on.</summary>
    public void Continue(int otherSeed) => random = new Random(otherSeed);

    public string Short() => new string(random.GetItems<char>(Alphabet, 5));

    public string Hex(int length) => random.GetHexString(length, lowercase: true);

    public string Number() => random.NextInt64(1_000_000_000, 9_999_999_999).ToString();
}
