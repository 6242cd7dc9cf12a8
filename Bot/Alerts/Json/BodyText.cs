using System.Buffers.Binary;
using System.Text;
using Bot.Slack;

namespace Bot.Alerts.Json;

/// <summary>
/// Bytes as text: UTF-8, or UTF-16 where a byte order mark or the zero beside the first character gives it away.
/// </summary>
public static class BodyText
{
    /// <summary>The text, and whether every byte had a meaning; those that had none are shown as �.</summary>
    public static (string Text, bool Intact) Of(ReadOnlySpan<byte> body)
    {
        var encoding = EncodingOf(body);
        var text = encoding.GetString(body);
        var intact = !text.Contains('\uFFFD')
            || encoding.GetByteCount(text) == body.Length && encoding.GetBytes(text).AsSpan().SequenceEqual(body);
        return (text.TrimStart('\uFEFF'), intact);
    }

    /// <summary>
    /// The same in UTF-8, where the sender names other letters and the bytes are none of UTF-8: many name some without thought.
    /// </summary>
    public static byte[] Recoded(byte[] body, string? charset)
    {
        if (string.IsNullOrWhiteSpace(charset) || Of(body).Intact || Letters.Named(charset) is not { } letters) return body;
        return Encoding.UTF8.GetBytes(letters.GetString(body));
    }

    /// <summary>
    /// The same in UTF-8 as a parser wants it: without a mark in front, and with a � for bytes that mean nothing.
    /// </summary>
    public static byte[] Utf8(byte[] body) =>
        body is [(byte)'{', (byte)'"' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t', ..]
            && System.Text.Unicode.Utf8.IsValid(body)
            ? body
            : Encoding.UTF8.GetBytes(Of(body).Text);

    static Encoding EncodingOf(ReadOnlySpan<byte> body) =>
        body.Length < 2 ? Encoding.UTF8
        : BinaryPrimitives.ReadUInt16BigEndian(body) switch
        {
            0xFFFE => Encoding.Unicode,
            0xFEFF => Encoding.BigEndianUnicode,
            var first when first != 0 && (first & 0xFF) == 0 => Encoding.Unicode,
            var first when first is > 0 and < 0x80 => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
}
