using Bot.Domain.Reviews;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Bot.Reviews.Charts;

/// <summary>One part of each column: what it is, its colour, and how high it is in each.</summary>
sealed record ChartSeries(string Name, string Colour, IReadOnlyList<double> Values);

/// <summary>One row: what it is, how long, and how that is said.</summary>
sealed record ChartRow(string Name, double Value, string Said);

/// <summary>
/// Draws pictures that can be read on a phone: twice as large as they are shown there, dark on white whatever the theme around
/// them, in colours that differ in lightness too.
/// </summary>
static class Chart
{
    /// <summary>From light to dark, told apart by every kind of eyes.</summary>
    public const string Light = "#56A0DA", Middle = "#A84E00", Dark = "#1D1654";

    // A chat shrinks what is taller than wide until nobody can read it, so rows are few.
    const int Width = 720, Height = 520, RowHeight = 76, Scale = 2;
    const int MostLabels = 6, MostRows = 7, LongestName = 46, LeastColumns = 5;
    const string Ink = "#1D1C1D", Faint = "#D5D5D5", Before = "#5E5E5E";
    const float TextSize = 12, TitleSize = 14;

    // Room for the numbers, the title above and the legend below.
    static readonly PixelPadding Around = new(left: 28, right: 18, bottom: 96, top: 44);

    // The library keeps fonts for all pictures, and one at a time bounds the memory of all.
    static readonly Lock Turn = new();

    static Chart() => ChartFont.Serve();

    /// <summary>Columns side by side, each of parts; beside them, as a line, what there was before.</summary>
    public static byte[] Columns(
        string title, IReadOnlyList<string> labels, IReadOnlyList<ChartSeries> series, ChartSeries? before = null)
    {
        lock (Turn)
        {
            var plot = Begin(title);
            var all = labels.Select((_, i) => series.Sum(s => s.Values[i])).Concat(before?.Values ?? []);
            var highest = all.DefaultIfEmpty().Max();
            plot.Add.Bars(labels.SelectMany((_, i) => Column(series, i)).ToArray());
            if (before is not null && highest > 0) Line(plot, before.Values);
            Legend(plot, [.. series.Where(s => s.Values.Any(value => value > 0))], before);
            plot.Axes.Bottom.TickGenerator = Labels(labels);
            plot.Axes.Left.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, TargetTickCount = 5 };
            plot.Layout.Fixed(Around);
            var (middle, half) = ((labels.Count - 1) / 2.0, Math.Max(labels.Count, LeastColumns) / 2.0 + 0.1);
            plot.Axes.SetLimits(middle - half, middle + half, 0, Math.Max(highest, 1) * 1.15);
            if (highest == 0) Say(plot, "Nothing in this period", middle, 0.6);
            return Png(plot, Height);
        }
    }

    /// <summary>Rows below each other, the name of each above it, as names may be long; what is too much is counted.</summary>
    public static byte[] Rows(string title, IReadOnlyList<ChartRow> rows, string colour)
    {
        lock (Turn)
        {
            var plot = Begin(title);
            var shown = rows.Take(MostRows).ToList();
            var longest = Math.Max(shown.Select(r => r.Value).DefaultIfEmpty().Max(), double.Epsilon);
            var bars = plot.Add.Bars(shown.Select((row, i) => new Bar
            {
                Position = -i,
                Value = row.Value / longest,
                Size = 0.36,
                FillColor = Color.FromHex(colour),
                LineWidth = 0,
                Orientation = Orientation.Horizontal,
            }).ToArray());
            bars.Horizontal = true;
            foreach (var (i, row) in shown.Index())
            {
                Left(plot, ShortName.Of(row.Name, LongestName), 0, 0.36 - i, Ink);
                Left(plot, $" {row.Said}", row.Value / longest, -i, Ink);
            }

            var left = rows.Count - shown.Count;
            if (left > 0) Left(plot, $"… {left} more", 0, 0.36 - shown.Count, Before);
            var count = Math.Max(shown.Count + (left > 0 ? 1 : 0), 1);
            if (shown.Count == 0) Say(plot, "Nothing in this period", 0.6, 0);
            plot.Axes.SetLimits(-0.03, 1.3, 0.4 - count, 0.7);
            plot.Axes.Left.IsVisible = plot.Axes.Bottom.IsVisible = false;
            plot.HideGrid();
            return Png(plot, 110 + count * RowHeight);
        }
    }

    static Plot Begin(string title)
    {
        var plot = new Plot { ScaleFactor = Scale };
        plot.Font.Set(ChartFont.Name);
        plot.FigureBackground.Color = plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Color.FromHex(Ink));
        plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Axes.Left.TickLabelStyle.FontSize = plot.Axes.Bottom.TickLabelStyle.FontSize = TextSize;
        plot.Axes.Left.MajorTickStyle.Length = plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Grid.MajorLineColor = Color.FromHex(Faint);
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Title(title, TitleSize);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Title.Label.ForeColor = Color.FromHex(Ink);
        return plot;
    }

    static IEnumerable<Bar> Column(IReadOnlyList<ChartSeries> series, int at)
    {
        var from = 0.0;
        foreach (var part in series)
        {
            var to = from + part.Values[at];
            yield return new Bar
            {
                Position = at,
                ValueBase = from,
                Value = to,
                Size = 0.7,
                FillColor = Color.FromHex(part.Colour),
                LineColor = Colors.White,
                LineWidth = 1,
            };
            from = to;
        }
    }

    static void Line(Plot plot, IReadOnlyList<double> values)
    {
        var line = plot.Add.Scatter(values.Select((_, i) => (double)i).ToArray(), values.ToArray());
        line.Color = Color.FromHex(Before);
        line.LineWidth = 2;
        line.LinePattern = LinePattern.Dashed;
        line.MarkerSize = 6;
    }

    static void Legend(Plot plot, IReadOnlyList<ChartSeries> series, ChartSeries? before)
    {
        plot.Legend.ManualItems.AddRange(
            series.Select(s => new LegendItem { LabelText = s.Name, FillColor = Color.FromHex(s.Colour) }));
        if (before is not null)
            plot.Legend.ManualItems.Add(new()
            {
                LabelText = before.Name,
                LineColor = Color.FromHex(Before),
                LineWidth = 2,
                LinePattern = LinePattern.Dashed,
            });
        plot.Legend.FontSize = TextSize;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.ShowLegend(Edge.Bottom);
    }

    // As many as do not touch each other on a phone; the first and the last say from when to when.
    static NumericManual Labels(IReadOnlyList<string> labels)
    {
        var every = Math.Max(1, (int)Math.Ceiling((double)labels.Count / MostLabels));
        return new([.. labels.Index().Where(l => l.Index % every == 0).Select(l => Tick.Major(l.Index, l.Item))]);
    }

    static void Left(Plot plot, string text, double x, double y, string colour) =>
        Text(plot, text, (x, y), Alignment.MiddleLeft, colour);

    static void Say(Plot plot, string text, double x, double y) => Text(plot, text, (x, y), Alignment.MiddleCenter, Ink);

    static void Text(Plot plot, string text, (double X, double Y) at, Alignment alignment, string colour)
    {
        var label = plot.Add.Text(text, at.X, at.Y);
        label.LabelFontName = ChartFont.Name;
        label.LabelFontSize = TextSize;
        label.LabelFontColor = Color.FromHex(colour);
        label.LabelAlignment = alignment;
    }

    static byte[] Png(Plot plot, int height)
    {
        using var image = plot.GetImage(Width, height);
        plot.Dispose();
        return image.GetImageBytes(ImageFormat.Png);
    }
}
