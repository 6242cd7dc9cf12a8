using System.Globalization;
using Bot.Reviews;

namespace Bot.Tests.Reviews;

/// <summary>The colours of pictures by their lightness, as all kinds of eyes see it.</summary>
public sealed class ChartColourTests
{
    const double FromWhite = 2.5, FromNext = 1.6;
    static readonly double[] Weights = [0.2126, 0.7152, 0.0722];

    /// <summary>What is seen without one kind of cones: Machado, Oliveira and Fernandes (2009), in linear light.</summary>
    public static TheoryData<string, double[]> Eyes => new()
    {
        { "all cones", [1, 0, 0, 0, 1, 0, 0, 0, 1] },
        { "no red", [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998] },
        { "no green", [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881] },
        { "no blue", [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900] },
    };

    [Theory]
    [MemberData(nameof(Eyes))]
    public void Neighbours_differ_in_lightness_and_all_stand_out_from_the_paper(string eyes, double[] seen)
    {
        var lights = ReviewCharts.Colours.Select(colour => Lightness(Linear(colour), seen)).ToList();
        Assert.All(lights, light => Differ(eyes, 1, light, FromWhite));
        Assert.All(lights.Zip(lights.Skip(1)), pair => Differ(eyes, pair.First, pair.Second, FromNext));
    }

    static void Differ(string eyes, double lighter, double darker, double least) =>
        Assert.True(Contrast(lighter, darker) >= least, $"{eyes}: {Contrast(lighter, darker):0.00}");

    static double Contrast(double lighter, double darker) => (lighter + 0.05) / (darker + 0.05);

    static double Lightness(double[] rgb, double[] seen) =>
        Weights.Select((weight, row) => weight * Math.Clamp(
            seen[row * 3] * rgb[0] + seen[row * 3 + 1] * rgb[1] + seen[row * 3 + 2] * rgb[2], 0, 1)).Sum();

    static double[] Linear(string colour) => [.. Enumerable.Range(0, 3).Select(i =>
    {
        var part = int.Parse(colour.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    })];
}
