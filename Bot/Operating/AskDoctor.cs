using Bot.Operating.Checks;
using Bot.Operating.Export;

namespace Bot.Operating;

/// <summary>
/// <c>Bot doctor</c>: the same from beside the bot, whether one runs or not, a line each; exit code 0 where nothing is to be
/// mended.
/// </summary>
public static class AskDoctor
{
    /// <param name="doctor">Who looks.</param>
    /// <param name="first">What was found before.</param>
    /// <param name="said">Where it is said.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<int> Run(Doctor doctor, IReadOnlyList<Finding> first, TextWriter said, CancellationToken stop)
    {
        IReadOnlyList<Finding> all = [.. first, .. await doctor.Look(stop)];
        foreach (var finding in all) Say(finding, said);
        var wrong = all.Count(f => f.Found == Found.Wrong);
        await said.WriteLineAsync(wrong == 0 ? "Nothing is to be mended." : $"{wrong} to be mended.");
        return wrong == 0 ? 0 : 1;
    }

    static void Say(Finding finding, TextWriter said)
    {
        // Names that people chose stand in them.
        said.WriteLine($"{Sign(finding.Found)} {Problems.Shown(finding.What)}");
        if (finding.Remedy is { } remedy) said.WriteLine($"  {Problems.Shown(remedy)}");
    }

    static string Sign(Found found) => found switch
    {
        Found.Well => "✓",
        Found.Wrong => "✗",
        _ => "–",
    };
}
