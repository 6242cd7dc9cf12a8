using System.Globalization;

namespace Bot.Sandbox.Chaos;

/// <summary>What somebody asked the chaos command for.</summary>
sealed record ChaosOptions(int Runs, int Seed, int AtOnce, bool OnPostgres = false, string? Keep = null, bool Write = false)
{
    /// <summary>Null when the words are not understood.</summary>
    public static ChaosOptions? Parse(string[] args)
    {
        var options = new ChaosOptions(Runs: 20, Seed: 1, AtOnce: 2 * Environment.ProcessorCount);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--write":
                    options = options with { Write = true };
                    continue;
                case "--runs" when Number(value) is { } runs:
                    options = options with { Runs = runs };
                    break;
                case "--seed" when Number(value) is { } seed:
                    options = options with { Seed = seed };
                    break;
                case "--at-once" when Number(value) is { } many:
                    options = options with { AtOnce = many };
                    break;
                case "--store" when value == "postgres":
                    options = options with { OnPostgres = true };
                    break;
                case "--keep" when value.Length > 0:
                    options = options with { Keep = Path.GetFullPath(value) };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }

    static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
