namespace Bot.Domain.OnCall;

/// <summary>The ways in which somebody's place in the order of turns changes; everybody else keeps theirs.</summary>
public static class MemberOrder
{
    public static IReadOnlyList<string> Up(IReadOnlyList<string> members, string person) =>
        Move(members, person, Place(members, person) - 1);

    public static IReadOnlyList<string> Down(IReadOnlyList<string> members, string person) =>
        Move(members, person, Place(members, person) + 1);

    /// <summary>Right behind whoever has the turn now, or at the beginning when that is nobody of them.</summary>
    public static IReadOnlyList<string> Next(IReadOnlyList<string> members, string person, string? current)
    {
        List<string> others = [.. members.Where(m => m != person)];
        if (person == current || others.Count == members.Count) return members;
        others.Insert(current is null ? 0 : others.IndexOf(current) + 1, person);
        return others;
    }

    static IReadOnlyList<string> Move(IReadOnlyList<string> members, string person, int to)
    {
        if (to < 0 || to >= members.Count || Place(members, person) < 0) return members;
        List<string> others = [.. members.Where(m => m != person)];
        others.Insert(to, person);
        return others;
    }

    static int Place(IReadOnlyList<string> members, string person) => members.ToList().IndexOf(person);
}
