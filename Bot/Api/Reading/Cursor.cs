using System.Buffers.Text;
using System.Text;

namespace Bot.Api.Reading;

/// <summary>
/// Where a page ends, as the next one is asked for: the key of its last item, so that what comes meanwhile moves none.
/// </summary>
static class Cursor
{
    public static string Of(string list, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}|{key}"));

    /// <summary>The key that it holds; a cursor of another list is none.</summary>
    public static string Read(string list, string cursor)
    {
        // Signs that it does not have would be no answer but an error of the decoder.
        if (!Base64Url.IsValid(cursor)) throw Wrong();
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return text.StartsWith($"{list}|", StringComparison.Ordinal) ? text[(list.Length + 1)..] : throw Wrong();
    }

    public static ProblemException Wrong() =>
        ProblemException.Wrong("This cursor is none of this list. Begin without one, and go on with next_cursor.");
}
