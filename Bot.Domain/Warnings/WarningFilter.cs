using System.Globalization;

namespace Bot.Domain.Warnings;

/// <summary>Which warnings of the ledger are looked at.</summary>
public enum WarningShow
{
    /// <summary>What is neither accepted nor fixed, snoozed or from the beginning.</summary>
    Open,
    Mine,
    Baseline,
    Snoozed,
    Accepted,
    Fixed,
}

/// <summary>Which warnings somebody looks at, or decides on at once.</summary>
/// <param name="Show">In which state they are.</param>
/// <param name="Field">What is compared with <paramref name="Value"/>: one of <see cref="Fields"/>, or "" for all.</param>
/// <param name="Value">What it is to be; of a path its beginning.</param>
public sealed record WarningFilter(WarningShow Show, string Field = "", string Value = "")
{
    public const string Ids = "ids";

    /// <summary>What can be compared.</summary>
    public static readonly IReadOnlyList<string> Fields = ["model", "path", "tag", "owner", "group"];

    public static WarningFilter All { get; } = new(WarningShow.Open);

    /// <summary>Exactly these, whatever their state.</summary>
    public static WarningFilter Of(IEnumerable<Warning> these) => new(
        WarningShow.Open, Ids, string.Join(',', these.Select(w => w.Id.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Whether it takes a warning.</summary>
    /// <param name="warning">The warning.</param>
    /// <param name="now">When.</param>
    /// <param name="isMine">Whether it is of whoever looks.</param>
    public bool Takes(Warning warning, DateTimeOffset now, Func<Warning, bool> isMine)
    {
        if (Field == Ids) return Value.Split(',').Contains(warning.Id.ToString(CultureInfo.InvariantCulture));
        var state = warning.StateAt(now);
        return Fits(warning.About, warning.Person) && Show switch
        {
            WarningShow.Open => state == WarningState.Open && !warning.IsBaseline,
            WarningShow.Mine => state == WarningState.Open && !warning.IsBaseline && isMine(warning),
            WarningShow.Baseline => state == WarningState.Open && warning.IsBaseline,
            WarningShow.Snoozed => state == WarningState.Snoozed,
            WarningShow.Accepted => state == WarningState.Accepted,
            _ => state == WarningState.Fixed,
        };
    }

    bool Fits(WarningAbout about, string? person) => Field switch
    {
        "model" => Is(about.Model) || Is(about.Model?.Split('.')[^1]),
        "path" => about.Path?.StartsWith(Value, StringComparison.OrdinalIgnoreCase) == true,
        "tag" => about.Tags.Any(Is),
        "owner" => Is(person) || Is(about.OwnerSaid),
        "group" => Is(about.Group),
        _ => true,
    };

    bool Is(string? text) => string.Equals(text, Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>What these warnings can be chosen by, each with how many it takes.</summary>
    public static IReadOnlyList<(WarningFilter Filter, int Count)> Choices(IReadOnlyCollection<Warning> all, WarningShow show)
    {
        IEnumerable<(string Field, string Value)> Of(Warning warning)
        {
            var about = warning.About;
            if (about.Model is { } model) yield return ("model", model);
            foreach (var folder in Folders(about.Path)) yield return ("path", folder);
            foreach (var tag in about.Tags) yield return ("tag", tag);
            if ((warning.Person ?? about.OwnerSaid) is { } owner) yield return ("owner", owner);
            if (about.Group is { } group) yield return ("group", group);
        }

        return
        [
            .. all.SelectMany(Of).CountBy(choice => choice).OrderByDescending(c => c.Value).ThenBy(c => c.Key)
                .Select(c => (new WarningFilter(show, c.Key.Field, c.Key.Value), c.Value)),
        ];
    }

    static IEnumerable<string> Folders(string? path)
    {
        for (var at = path?.IndexOf('/', StringComparison.Ordinal) ?? -1; at > 0;
            at = path!.IndexOf('/', at + 1))
            yield return path![..(at + 1)];
    }
}
