namespace Bot.Reviews;

/// <summary>Who reads what each person had.</summary>
/// <param name="Person">Who it is.</param>
/// <param name="SeesAll">Whether they see everybody's, or what is theirs alone.</param>
/// <param name="Name">What somebody is called, as it may stand in the text.</param>
public sealed record LoadReader(string Person, bool SeesAll, Func<string, string> Name);

/// <summary>One part of a review: a heading, what it says in lines, and what is worth doing next.</summary>
public sealed record ReviewPart(string Title, IReadOnlyList<string> Lines, IReadOnlyList<string> Next);
