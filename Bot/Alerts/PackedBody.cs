using System.IO.Compression;

namespace Bot.Alerts;

/// <summary>The body of a request as it was before its sender packed it, and whether all of it is there.</summary>
/// <param name="Problem">Why it could not be unpacked, for people; the body is then as it came.</param>
sealed record PackedBody(byte[] Bytes, bool IsWhole, string? Problem = null)
{
    const int MostLayers = 3, AtOnce = 32 * 1024;

    /// <summary>Unpacks at most so many bytes, whatever is packed in them.</summary>
    /// <param name="encoding">The request's Content-Encoding.</param>
    public static PackedBody Of(byte[] sent, string? encoding, int most)
    {
        var layers = (encoding ?? "").ToLowerInvariant()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(layer => layer is not ("identity" or "none" or "aws-chunked" or "utf-8")).Reverse().ToList();
        // Some senders pack and do not say so; an alert never begins like this.
        if (layers.Count == 0 && sent is [0x1F, 0x8B, ..]) layers = ["gzip"];
        if (layers.Count > MostLayers) return new(sent, true, $"It was packed {layers.Count} times.");
        var body = new PackedBody(sent, true);
        foreach (var layer in layers)
        {
            if (Unpacked(body.Bytes, layer, most) is not { } unpacked)
                // A proxy may have unpacked it and left the header.
                return IsPlain(sent) ? new(sent, true)
                    : new(sent, true, $"It was sent as Content-Encoding {Brief(layer)}, which could not be unpacked.");
            body = unpacked;
            if (!body.IsWhole) return body;
        }
        return body;
    }

    static PackedBody? Unpacked(byte[] packed, string layer, int most)
    {
        try
        {
            using var from = Unpacker(new MemoryStream(packed), packed, layer);
            if (from is null) return null;
            var (to, buffer) = (new MemoryStream(), new byte[AtOnce]);
            int length;
            while (to.Length <= most && (length = from.Read(buffer)) > 0) to.Write(buffer, 0, length);
            return to.Length == 0 && packed.Length > 0 ? null
                : new(to.GetBuffer()[..(int)Math.Min(to.Length, most)], to.Length <= most);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    static Stream? Unpacker(MemoryStream from, byte[] packed, string layer) => layer switch
    {
        "gzip" or "x-gzip" => new GZipStream(from, CompressionMode.Decompress),
        "br" => new BrotliStream(from, CompressionMode.Decompress),
        // By the book deflate means zlib's form, and many send it bare.
        "deflate" or "zlib" when IsZlib(packed) => new ZLibStream(from, CompressionMode.Decompress),
        "deflate" or "zlib" => new DeflateStream(from, CompressionMode.Decompress),
        _ => null,
    };

    static bool IsZlib(byte[] packed) =>
        packed is [var first, var second, ..] && (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0;

    static bool IsPlain(byte[] sent) => sent.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    static string Brief(string layer) => layer.Length <= 20 ? layer : layer[..20];
}
