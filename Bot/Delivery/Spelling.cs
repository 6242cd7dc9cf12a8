namespace Bot.Delivery;

/// <summary>How many letters two words are apart: left out, put in, taken for another, or swapped with the next.</summary>
public static class Spelling
{
    /// <summary>The nearest of the words within two letters, within one where either has four or fewer; or null.</summary>
    public static string? Nearest(string word, IEnumerable<string> words) => words
        .Select(w => (Word: w, Apart: Apart(word, w)))
        .Where(w => w.Apart <= (Math.Min(word.Length, w.Word.Length) <= 4 ? 1 : 2))
        .OrderBy(w => w.Apart)
        .Select(w => w.Word)
        .FirstOrDefault();

    public static int Apart(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) table[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
            for (var j = 1; j <= other.Length; j++)
            {
                var taken = table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(taken, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }

        return table[one.Length, other.Length];
    }
}
