using System.Diagnostics;
using Bot.Domain.OnCall;

namespace Bot.Tests.OnCall;

/// <summary>
/// How long laying out shifts and answering take, printed and never asserted:
/// <c>dotnet test --project Bot.Tests --configuration Release --filter-class '*OnCallBenchmark' --output Detailed</c>.
/// </summary>
public sealed class OnCallBenchmark(ITestOutputHelper output)
{
    const int Rotations = 200, Answers = 10_000, Runs = 7;

    static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_year_of_200_rotations_is_laid_out_and_10_000_answers_are_given()
    {
        var rotations = Enumerable.Range(0, Rotations).Select(Rotation).ToList();
        for (var run = 1; run <= Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            var resolvers = rotations.ConvertAll(r => new OnCallResolver(r, Year(r)));
            var laidOut = watch.Elapsed;
            var nobody = 0;
            for (var i = 0; i < Answers; i++)
                if (resolvers[i % Rotations].At(Start.AddMinutes(i * 37 % 500_000)).Person is null)
                    nobody++;
            output.WriteLine(
                $"run {run}: {resolvers.Sum(r => r.Shifts.Count)} shifts in {laidOut.TotalMilliseconds:0.0} ms, {Answers} "
                    + $"answers in {(watch.Elapsed - laidOut).TotalMilliseconds:0.0} ms");
            Assert.Equal(0, nobody);
            Assert.All(resolvers, r => Assert.True(r.Shifts[^1].Ends > Start.AddDays(364)));
        }
    }

    static Rotation Rotation(int n)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(RandomRotations.ZoneNames[n % RandomRotations.ZoneNames.Length]);
        return new($"r{n}", "Responder", [.. Enumerable.Range(0, 10).Select(p => $"U{n}-{p}")], HandOff.EveryMonday,
            new WorkingHours(Weekdays.MondayToFriday, new TimeOnly(9, 0), new TimeOnly(17, 0), zone));
    }

    static List<Shift> Year(Rotation rotation)
    {
        List<Shift> shifts = [.. ShiftLayout.Replan(rotation, [], Start)];
        shifts.AddRange(ShiftLayout.Extend(rotation, shifts, Start.AddDays(364) - ShiftLayout.Ahead));
        return shifts;
    }
}
