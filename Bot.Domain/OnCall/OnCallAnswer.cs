namespace Bot.Domain.OnCall;

/// <summary>Somebody, and the instant from which they are meant.</summary>
public sealed record Turn(string Person, DateTimeOffset From);

/// <summary>
/// Who is on call at an instant. <see cref="Person"/> is null only for a rotation nobody can serve; <see cref="Until"/> is when
/// their shift ends; <see cref="Next"/> is the first other person after it. <see cref="Opens"/> says who may be disturbed first,
/// and when: in hours that is the person themselves, now. <see cref="Group"/> is who belongs in the user group.
/// </summary>
public sealed record OnCallAnswer(
    string? Person,
    bool InHours,
    DateTimeOffset? Until,
    Turn? Next,
    Turn? Opens,
    DateTimeOffset? Closes,
    IReadOnlyList<string> Group,
    string Why)
{
    /// <summary>Whose hours these are, when the person covers them.</summary>
    public string? CoveredFor { get; init; }

    /// <summary>Who leads what comes up now: the responder in hours, out of hours whoever is on call when hours open.</summary>
    public string? Lead => Opens?.Person ?? Person;

    public static OnCallAnswer Nobody(string why) => new(null, false, null, null, null, null, [], why);
}
