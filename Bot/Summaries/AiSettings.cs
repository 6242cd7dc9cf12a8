using Bot.Settings;

namespace Bot.Summaries;

/// <summary>The model that writes drafts, on any server that speaks as OpenAI's does. Its key is shown nowhere.</summary>
public sealed record AiSettings
{
    const string EndpointKey = "AI:Endpoint", ModelKey = "AI:Model", KeyKey = "AI:ApiKey";

    // For servers that want none, as the client wants one.
    const string NoKey = "none";

    /// <summary>Where it is; null where drafts are composed.</summary>
    public Uri? Endpoint { get; init; }
    public string Model { get; init; } = "";
    public string ApiKey { get; init; } = NoKey;

    /// <summary>How long a draft waits for it, a second try included, before it is composed.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    public static AiSettings Read(IConfiguration from)
    {
        var (endpoint, model, key) = (from.Optional(EndpointKey), from.Optional(ModelKey), from.Optional(KeyKey));
        if ((endpoint, model, key) is (null, null, null)) return new();
        if (endpoint is null || model is null)
            throw new CannotStartException(
                $"{Configured.Variable(endpoint is null ? EndpointKey : ModelKey)} is missing. A model needs its address, such "
                    + "as https://api.example.com/v1, and its name; leave out all that begins with AI__ to do without one.");
        if (key is not null && !Configured.IsSendable(key))
            throw new CannotStartException(
                $"{Configured.Variable(KeyKey)} holds a space or another character that no key has.");
        return new() { Endpoint = Address(from), Model = model, ApiKey = key ?? NoKey };
    }

    // What is put behind it begins with a slash.
    static Uri Address(IConfiguration from) => new(from.Address(EndpointKey, null).ToString().TrimEnd('/'));

    // The key is in no text of it.
    public override string ToString() => Endpoint is null ? "no model" : $"{Model} at {Endpoint}";
}
