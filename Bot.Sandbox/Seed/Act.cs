namespace Bot.Sandbox.Seed;

/// <summary>Something that happens in the demo's quarter: when, what it is called in the progress line, and the doing.</summary>
sealed record Act(DateTimeOffset At, string What, Func<Task> Do);
