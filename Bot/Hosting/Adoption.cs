namespace Bot.Hosting;

/// <summary>
/// Whether a database of another workspace is taken over (<c>--adopt</c>): its ids are those of this one from now on.
/// </summary>
public sealed record Adoption(bool IsWanted)
{
    public static Adoption Read(IConfiguration from) => new(from["adopt"] == "true");
}
