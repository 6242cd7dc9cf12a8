using ScottPlot;
using SkiaSharp;

namespace Bot.Reviews.Charts;

/// <summary>The one font of pictures, carried along: a server may have none.</summary>
sealed class ChartFont : IFontResolver
{
    public const string Name = "Inter";

    static readonly SKTypeface Typeface = Read();

    static SKTypeface Read()
    {
        using var font = typeof(ChartFont).Assembly.GetManifestResourceStream("Inter.ttf")!;
        using var data = SKData.Create(font);
        return SKTypeface.FromData(data);
    }

    /// <summary>Before the first picture, once.</summary>
    public static void Serve()
    {
        Fonts.FontResolvers.Insert(0, new ChartFont());
        Fonts.Default = Name;
    }

    // Whatever is asked for is drawn with it, or each machine's pictures would differ.
    public SKTypeface CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => Typeface;

    public SKTypeface CreateTypeface(string fontName, bool bold, bool italic) => Typeface;
}
