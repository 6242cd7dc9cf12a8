namespace Bot.Alerts.Intake;

/// <summary>A source as it is stored. Times are unix milliseconds.</summary>
/// <param name="Name">As it stands in addresses and with its alerts.</param>
/// <param name="Kind">One of <see cref="SourceKind"/>; null where the configuration names the source.</param>
/// <param name="Secret">With what it signs, encrypted.</param>
/// <param name="SecretAt">Since when it signs with that.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="RevokedBy">Who revoked it.</param>
/// <param name="RevokedAt">Since when all that it sends is refused.</param>
/// <param name="Refused">How often it was refused since then, or since its secret was lost.</param>
/// <param name="RefusedAt">When it was refused last.</param>
/// <param name="PerMinute">So many alerts within a minute; null: as the configuration says.</param>
/// <param name="ExpectedEvery">In milliseconds; null where nobody waits for it.</param>
/// <param name="ExpectedAt">Since when it is expected.</param>
/// <param name="SilentAt">Since when its silence is an alert.</param>
public sealed record SourceRow(
    string Name, string? Kind, string? Secret, long? SecretAt, string MadeBy, long MadeAt, string? RevokedBy, long? RevokedAt,
    long Refused, long? RefusedAt, long? PerMinute, long? ExpectedEvery, long? ExpectedAt, long? SilentAt)
{
    public TimeSpan? Every => ExpectedEvery is { } every ? TimeSpan.FromMilliseconds(every) : null;

    public string Subject => SubjectOf(Name);

    /// <summary>What its history is about.</summary>
    public static string SubjectOf(string name) => $"source:{name}";
}

/// <summary>A token of a source, as its SHA-256.</summary>
/// <param name="Hash">In hexadecimal digits.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Until">Until when it works beside the newest; null of the newest.</param>
public sealed record SourceToken(string Hash, string Source, long? Until);
