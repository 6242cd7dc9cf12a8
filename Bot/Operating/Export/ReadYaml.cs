using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace Bot.Operating.Export;

/// <summary>
/// Reads YAML as far as settings need it: maps, lists and texts. Anchors, aliases and tags are refused before anything is made of
/// them, and so is what is nested deeper or larger than settings ever are, so that no file costs more than its size.
/// </summary>
public sealed class ReadYaml
{
    public const int MostBytes = 4_000_000;
    const int Deepest = 8, MostValues = 200_000;

    readonly IParser parser;
    readonly Problems problems;
    int values;

    ReadYaml(string text, Problems problems) => (parser, this.problems) = (new Parser(new StringReader(text)), problems);

    /// <summary>The one map that the file holds; null where it holds none, which the problems then say.</summary>
    public static YamlMap? Read(string text, Problems problems)
    {
        try
        {
            return new ReadYaml(text, problems).Document();
        }
        catch (NotReadException e)
        {
            problems.Add(e.Line, e.Message);
        }
        catch (YamlException e)
        {
            problems.Add(
                Line(e.Start),
                $"This is no YAML: {e.Message.TrimEnd('.')}. Put it between double quotes, or mend its indentation.");
        }

        return null;
    }

    YamlMap? Document()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _)) throw new NotReadException(1, "The file is empty: Bot export writes one.");
        var value = Value(0);
        parser.Consume<DocumentEnd>();
        if (parser.Current is DocumentStart second && !second.IsImplicit || !parser.Accept<StreamEnd>(out _))
            throw new NotReadException(Line(parser.Current!.Start), "A second document begins here. Keep one in a file.");
        if (value is YamlMap map) return map;
        throw new NotReadException(value.Line, "The file begins with a key and a value, such as format: 1.");
    }

    YamlValue Value(int depth)
    {
        var at = parser.Current!;
        var line = Line(at.Start);
        if (at is AnchorAlias)
            throw new NotReadException(line, "Aliases (*name) are not read: write out what is meant, or put it between quotes.");
        if (at is NodeEvent { Anchor.IsEmpty: false })
            throw new NotReadException(line, "Anchors (&name) are not read: leave it out, or put the text between quotes.");
        if (at is NodeEvent { Tag.IsEmpty: false } and not YamlScalar { Tag.IsNonSpecific: true })
            throw new NotReadException(line, "Tags (!name) are not read: leave it out, or put the text between quotes.");
        if (depth > Deepest) throw new NotReadException(line, "This is nested deeper than settings are.");
        if (++values > MostValues) throw new NotReadException(line, "The file holds more values than settings ever do.");
        if (parser.TryConsume<YamlScalar>(out var scalar)) return new YamlText(line, Text(scalar));
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(depth + 1));
            return new YamlList(line, items);
        }

        return Map(line, depth);
    }

    YamlMap Map(int line, int depth)
    {
        parser.Consume<MappingStart>();
        var entries = new Dictionary<string, YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Value(depth + 1) is not YamlText key)
                throw new NotReadException(
                    Line(parser.Current!.Start), "A key is one word. Put a text with signs between quotes.");
            var value = Value(depth + 1);
            if (!entries.TryAdd(key.Text, new(key.Line, value)))
                problems.Add(key.Line, $"“{key.Text}” stands here twice. Keep one.");
        }

        return new YamlMap(line, entries);
    }

    // Nothing, or what other programs write for it.
    static string Text(YamlScalar scalar) =>
        scalar is { Style: ScalarStyle.Plain, Value: "~" or "null" or "Null" or "NULL" } ? "" : scalar.Value;

    static int Line(Mark mark) => (int)Math.Clamp(Convert.ToInt64(mark.Line, CultureInfo.InvariantCulture), 1, int.MaxValue);

    sealed class NotReadException(int line, string sentence) : Exception(sentence)
    {
        public int Line => line;
    }
}
