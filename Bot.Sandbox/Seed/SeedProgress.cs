using System.Globalization;

namespace Bot.Sandbox.Seed;

/// <summary>
/// Tells on a terminal how far the making of history is: one line that changes, or a line per tenth where lines are kept.
/// </summary>
sealed class SeedProgress(TextWriter output, bool changes, TimeProvider wire)
{
    const int Tenths = 10;
    readonly long began = wire.GetTimestamp();
    int said = -1;
    int longest;

    public void Show(double part, DateTimeOffset at, string what)
    {
        var percent = (int)(part * 100);
        if (!changes && percent / Tenths == said) return;
        said = percent / Tenths;
        var line = string.Create(
            CultureInfo.InvariantCulture, $"Demo    {percent,3} %  {at:ddd d MMM HH:mm}  {what}{Left(part)}");
        Write(line);
    }

    public void Done(DateTimeOffset at)
    {
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"Demo    made in {wire.GetElapsedTime(began).TotalSeconds:0} s; it is {at:dddd, d MMMM HH:mm}"));
        if (changes) output.WriteLine();
    }

    string Left(double part)
    {
        if (part < 0.03) return "";
        var seconds = wire.GetElapsedTime(began).TotalSeconds * (1 - part) / part;
        return string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling(seconds / 5) * 5:0} s left");
    }

    void Write(string line)
    {
        if (!changes)
        {
            output.WriteLine(line);
            return;
        }
        longest = Math.Max(longest, line.Length);
        output.Write($"\r{line.PadRight(longest)}");
    }
}
