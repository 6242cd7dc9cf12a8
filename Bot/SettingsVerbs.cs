using System.Text;
using Bot.Operating;
using Bot.Operating.Export;
using Bot.Storage;

namespace Bot;

/// <summary>The verbs that write a team's settings into a file and bring a file of them into a store.</summary>
public static class SettingsVerbs
{
    const string Apply = "--apply", TakeOver = "--take-over", Standard = "-";

    /// <param name="args">The verb and what stands behind it.</param>
    /// <param name="said">Where it is said.</param>
    /// <param name="configure">What whoever embeds it does otherwise.</param>
    public static Task<int> Run(string[] args, TextWriter said, Action<WebApplicationBuilder>? configure = null) => args switch
    {
        ["export", var file] when IsFile(file) => Export(file, said, configure),
        ["import", var file, .. var flags] when IsFile(file) && flags.All(f => f is Apply or TakeOver) =>
            Import(file, flags, said, configure),
        ["export", ..] => throw new CannotStartException(
            "export wants to know where to, and nothing else: Bot export settings.yaml, or Bot export - for standard output."),
        _ => throw new CannotStartException(
            "import wants to know what from: Bot import settings.yaml shows what it would change, with --apply it does it. "
                + "--take-over lets the bot keep user groups that are in Slack already."),
    };

    static bool IsFile(string word) => word == Standard || !word.StartsWith('-');

    static Task<int> Export(string file, TextWriter said, Action<WebApplicationBuilder>? configure) => BotApp.Beside(
        address => Store.OpenToLook(address, out var why) ?? throw new CannotStartException(why!),
        async services =>
        {
            var text = await services.GetRequiredService<ExportSettings>().Text(CancellationToken.None);
            if (file == Standard) await said.WriteAsync(text);
            else
            {
                await Replace(file, text);
                await said.WriteLineAsync($"{Path.GetFullPath(file)} holds the settings.");
            }

            return 0;
        },
        configure);

    // Whoever reads it meanwhile finds the one or the other, whole.
    static async Task Replace(string file, string text)
    {
        try
        {
            // A link stays one.
            var target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
            var beside = $"{target}.new";
            await File.WriteAllTextAsync(beside, text);
            File.Move(beside, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"{file} could not be written: {e.Message}", e);
        }
    }

    static async Task<int> Import(string file, string[] flags, TextWriter said, Action<WebApplicationBuilder>? configure)
    {
        var (text, applies) = (await Read(file), flags.Contains(Apply));
        using var empty = new EmptyFile();
        return await BotApp.Beside(
            address => Open(address, applies, empty),
            services => services.GetRequiredService<ImportSettings>().Run(
                text, applies, flags.Contains(TakeOver), said, CancellationToken.None),
            configure);
    }

    // A look changes nothing, so that it compares with an empty store where there is none yet.
    static IStore Open(string address, bool applies, EmptyFile empty)
    {
        if (Store.OpenToLook(address, out var why) is { } store) return store;
        if (applies) return Store.Open(address);
        if (!LookedAtStore.IsMissing(address)) throw new CannotStartException($"{why} Start it once, and import then.");
        return (empty.Store = LookedAtStore.Of(address)).Store;
    }

    static async Task<string> Read(string file)
    {
        try
        {
            await using var from = file == Standard ? Console.OpenStandardInput() : File.OpenRead(file);
            var bytes = new byte[ReadYaml.MostBytes + 1];
            var count = await from.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
            if (count > ReadYaml.MostBytes)
                throw new CannotStartException(
                    $"{file} is larger than {ReadYaml.MostBytes / 1_000_000} MB, which settings never are. Nothing was changed.");
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, count).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CannotStartException(
                e is ArgumentException ? $"{file} is no text in UTF-8. Save it as that."
                    : $"{file} could not be read: {e.Message}", e);
        }
    }

    /// <summary>What goes once it is done.</summary>
    sealed class EmptyFile : IDisposable
    {
        public LookedAtStore? Store { get; set; }

        public void Dispose() => Store?.Dispose();
    }
}
