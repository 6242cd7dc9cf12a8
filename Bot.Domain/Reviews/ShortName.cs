using System.Globalization;

namespace Bot.Domain.Reviews;

/// <summary>A name as people recognise it where there is room for a part: its beginning and its end.</summary>
public static class ShortName
{
    public static string Of(string name, int most)
    {
        var letters = new StringInfo(name);
        if (letters.LengthInTextElements <= most) return name;
        var end = (most - 1) / 2;
        return letters.SubstringByTextElements(0, most - 1 - end) + "…"
            + letters.SubstringByTextElements(letters.LengthInTextElements - end);
    }
}
