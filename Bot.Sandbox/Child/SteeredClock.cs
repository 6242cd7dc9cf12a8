using System.Globalization;

namespace Bot.Sandbox;

/// <summary>
/// Workspace time that somebody moves: forward only, at any speed (1 is real, 60 a minute a second, 0 stands still).
/// </summary>
public sealed class SteeredClock : TimeProvider
{
    readonly TimeProvider wire;
    readonly Lock gate = new();
    DateTimeOffset from;
    long since;

    public SteeredClock(DateTimeOffset start, double speed = 1, TimeProvider? wire = null)
    {
        this.wire = wire ?? System;
        (from, Speed, since) = (start, speed, this.wire.GetTimestamp());
    }

    public double Speed { get; private set; }

    /// <summary>Raised when time was moved or its speed changed.</summary>
    public event Action? Steered;

    /// <summary>"unixMs speed": what another process needs to show the same time.</summary>
    public string Line
    {
        get { lock (gate) return string.Create(CultureInfo.InvariantCulture, $"{Read().ToUnixTimeMilliseconds()} {Speed}"); }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return Read();
    }

    public void Forward(TimeSpan by) => Steer(GetUtcNow() + by, Speed);

    public void RunAt(double speed) => Steer(GetUtcNow(), speed);

    /// <summary>Goes to that time, or stays where it is when that has passed.</summary>
    public void Steer(DateTimeOffset to, double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(speed);
        lock (gate)
        {
            var now = Read();
            (from, Speed, since) = (to > now ? to : now, speed, wire.GetTimestamp());
        }
        Steered?.Invoke();
    }

    public void Steer(string line)
    {
        var (time, speed) = Parse(line);
        Steer(time, speed);
    }

    public static SteeredClock From(string line)
    {
        var (time, speed) = Parse(line);
        return new SteeredClock(time, speed);
    }

    static (DateTimeOffset Time, double Speed) Parse(string line) => line.Split(' ') is [var time, var speed]
        ? (DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(time, CultureInfo.InvariantCulture)),
            double.Parse(speed, CultureInfo.InvariantCulture))
        : throw new SandboxException($"\"{line}\" is not \"unixMs speed\".");

    DateTimeOffset Read() => from + wire.GetElapsedTime(since) * Speed;
}
