using System.Globalization;
using Dapper;

namespace Bot.Sandbox.Chaos;

/// <summary>What the bot used in an hour of workspace time, and what waits in its store at its end.</summary>
/// <param name="Hour">The first is 1.</param>
/// <param name="Cpu">Seconds of processor time within it.</param>
/// <param name="Resident">Megabytes at its end.</param>
/// <param name="Handles">Open files and sockets.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Waiting">Rows of what Slack does not show yet.</param>
/// <param name="Unknown">Messages of which nobody knows whether they were sent.</param>
/// <param name="Did">What people and CI did within it.</param>
sealed record SoakHour(int Hour, double Cpu, double Resident, int Handles, int Threads, long Waiting, long Unknown, int Did);

/// <summary>Eight hours of work at sixty times their speed, with faults all along: what the bot uses stays level.</summary>
static class SoakCommand
{
    public const string Word = "soak";

    const string Usage = "Usage: dotnet run -c Release --project Bot.Sandbox -- soak [--hours N] [--write]\n"
        + "An hour takes a minute. --write keeps the result in docs/reliability.md.";

    const int Speed = 60, Often = 100_000;

    // Wire time between two things that somebody does.
    static readonly TimeSpan Between = TimeSpan.FromSeconds(1.5), Hour = TimeSpan.FromHours(1) / Speed;

    public static async Task<int> Run(string[] args)
    {
        var hours = 8;
        var isWritten = args.Contains("--write");
        if (args.Where(a => a != "--write").ToArray() is { Length: > 0 } left
            && !(left is ["--hours", var text] && int.TryParse(text, CultureInfo.InvariantCulture, out hours) && hours > 1))
        {
            Console.WriteLine(Usage);
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("data-responder-soak-").FullName;
        try
        {
            var all = await Soak(hours, folder, hour => Console.WriteLine(Row(hour)), CancellationToken.None);
            var trouble = NotLevel(all);
            Console.WriteLine(trouble ?? "Level.");
            if (isWritten && PublishedBot.Repository() is { } root) ReliabilityPage.Keep(root, "Soak", Text(all, trouble));
            return trouble is null ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Works for so many hours of workspace time, and says each as it ends.</summary>
    public static async Task<IReadOnlyList<SoakHour>> Soak(
        int hours, string folder, Action<SoakHour> said, CancellationToken stop)
    {
        await using var stage = new ChaosStage(Path.Combine(folder, "stage"), server: null);
        await stage.Make();
        await using var play = await ChaosPlay.Begin(stage, seed: 1, Path.Combine(folder, "run"));
        var scene = play.Scene;
        using var senders = new ChaosSenders(scene, stop);
        using var people = new ChaosPeople(scene, senders, stop);
        Trouble(scene.Workspace.Faults);
        scene.Clock.RunAt(Speed);
        var (all, doing, n) = (new List<SoakHour>(), new List<Task>(), 0);
        var used = scene.Bots[0].Use().Cpu;
        for (var hour = 1; hour <= hours; hour++)
        {
            var (began, did) = (TimeProvider.System.GetTimestamp(), 0);
            while (TimeProvider.System.GetElapsedTime(began) < Hour)
            {
                doing.RemoveAll(d => d.IsCompletedSuccessfully);
                doing.Add(people.Do(ChaosStep.Work(scene.Clock.GetUtcNow(), n++)));
                did++;
                await Task.Delay(Between, stop);
            }

            var now = scene.Bots[0].Use();
            await using var db = await scene.Open(stop);
            all.Add(new(
                hour, (now.Cpu - used).TotalSeconds, now.Resident / 1e6, now.Handles, now.Threads,
                await db.ExecuteScalarAsync<long>("select count(*) from wakes"),
                await db.ExecuteScalarAsync<long>("select count(*) from posts where ts is null and attempted_at is not null"),
                did));
            used = now.Cpu;
            said(all[^1]);
        }

        scene.Workspace.Faults.Clear();
        scene.Clock.RunAt(0);
        await Task.WhenAll(doing);
        return all;
    }

    /// <summary>Why it is not level, in a sentence; null where it is. The first hour is the bot's to warm up.</summary>
    public static string? NotLevel(IReadOnlyList<SoakHour> all)
    {
        var later = all.Skip(1).ToList();
        var (first, last) = (later.Take(later.Count / 2).ToList(), later.TakeLast(later.Count / 2).ToList());
        if (first.Count == 0) return "Two hours are too few to say.";
        return Grows("resident memory", h => h.Resident, 1.25, 10) ?? Grows("open files and sockets", h => h.Handles, 1.1, 10)
            ?? Grows("threads", h => h.Threads, 1.2, 5) ?? Grows("processor time", h => h.Cpu, 1.3, 2)
            ?? Grows("what waits", h => h.Waiting, 1.5, 20) ?? Grows("what nobody knows", h => h.Unknown, 1.5, 10);

        string? Grows(string what, Func<SoakHour, double> of, double times, double and)
        {
            var (was, now) = (first.Average(of), last.Average(of));
            return now > was * times + and
                ? string.Create(CultureInfo.InvariantCulture, $"Not level: {what} went from {was:0.#} to {now:0.#}.") : null;
        }
    }

    static void Trouble(Faults faults)
    {
        faults.On("*").RateLimited(Often, retryAfterSeconds: 1, probability: 0.03);
        faults.On("*").LoseResponse(Often, probability: 0.02);
        faults.On("*").ServerError(Often, probability: 0.02);
        faults.On("*").Delay(TimeSpan.FromSeconds(1), Often, probability: 0.03);
        faults.Envelopes.Ask(EnvelopeTrouble.Redeliver, Often, probability: 0.05);
        faults.Envelopes.Ask(EnvelopeTrouble.DropSocket, Often, probability: 0.01);
    }

    static string Row(SoakHour hour) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {hour.Hour} | {hour.Did} | {hour.Cpu:0.0} | {hour.Resident:0} | {hour.Handles} | {hour.Threads} | {hour.Waiting} "
            + $"| {hour.Unknown} |");

    static string Text(IReadOnlyList<SoakHour> all, string? trouble) =>
        "Written by `dotnet run -c Release --project Bot.Sandbox -- soak --write`; " + ReliabilityPage.Machine + ".\n\n"
            + "| hour | things done | CPU s | resident MB | files and sockets | threads | rows waiting | posts unknown |\n"
            + "|---|---|---|---|---|---|---|---|\n"
            + string.Concat(all.Select(hour => $"{Row(hour)}\n")) + $"\n{trouble ?? "All of it is level."}\n";
}
