using Bot.Storage;

namespace Bot.Sandbox;

/// <summary>The whole bot, but that each change has a transaction of its own, however many wait.</summary>
static class OneByOne
{
    /// <summary>The first argument that makes the sandbox this server.</summary>
    public const string Word = "bench-one-by-one";

    public static MeasuredApp Start(IReadOnlyDictionary<string, string> environment) => NoStore.Child([Word], environment);

    public static Task<int> Run() => BotApp.Run([], builder => builder.Services.AddSingleton(all =>
        new Database(all.GetRequiredService<IStore>(), all.GetRequiredService<TimeProvider>(), most: 1)));
}
