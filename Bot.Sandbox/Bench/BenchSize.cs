namespace Bot.Sandbox;

/// <summary>How much of a bench is run: all of it where figures count, a little where it only has to be seen to work.</summary>
sealed record BenchSize(double Part)
{
    public static BenchSize Full { get; } = new(1);

    public int Of(int count) => Math.Max(1, (int)(count * Part));

    public TimeSpan Of(TimeSpan time) => time * Part;
}

/// <summary>What every bench is given.</summary>
/// <param name="Bot">The bot that is measured.</param>
/// <param name="Progress">Where it says what it is doing.</param>
/// <param name="Folder">A folder of its own.</param>
/// <param name="Size">How much of it is run.</param>
sealed record BenchRun(PublishedBot Bot, BenchProgress Progress, string Folder, BenchSize Size)
{
    /// <summary>Apps have so long to begin and to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The connection string of a file of this bench's own.</summary>
    public string Sqlite(string name) => $"Data Source={Path.Combine(Folder, $"{name}.db")}";
}
