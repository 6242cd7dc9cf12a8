namespace Bot.Settings;

/// <summary>How calendars and others outside reach the bot; no address when nobody has said.</summary>
public sealed record PublicUrl(Uri? Address)
{
    const string Key = "PUBLIC_URL";

    public static PublicUrl Read(IConfiguration from) => new(from.Optional(Key) is null ? null : from.Address(Key, null) switch
    {
        // Paths are put behind it.
        { Query: "", Fragment: "" } address => address,
        var address => throw new CannotStartException(
            $"{Key} is \"{address}\", with a ? or # in it. Use the address alone, such as "
                + $"{address.GetLeftPart(UriPartial.Authority)}."),
    });
}
