namespace Bot.Operating.Checks;

/// <summary>Says that an empty store stands in for one that there is not: nothing is to be said of it.</summary>
/// <param name="Missing">The file that is not there yet; null where there is another reason.</param>
public sealed record StandIn(string? Missing);
