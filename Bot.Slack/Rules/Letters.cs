using System.Text;

namespace Bot.Slack;

/// <summary>Encodings by the names that senders and files give them.</summary>
public static class Letters
{
    /// <summary>
    /// Letters by their name, or null where nobody knows it or nobody may use it, such as UTF-7; who says Latin-1 means
    /// Windows's, which has more of them.
    /// </summary>
    public static Encoding? Named(string name)
    {
        name = name.Trim('"', '\'', ' ');
        if (name.ToUpperInvariant() is "" or "US-ASCII" or "ASCII" or "ISO-8859-1" or "LATIN1" or "LATIN-1")
            name = "windows-1252";
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
