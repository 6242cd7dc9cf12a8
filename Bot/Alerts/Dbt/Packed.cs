using System.IO.Compression;
using System.Text.Json;

namespace Bot.Alerts.Dbt;

/// <summary>Values of many parts, as one that a row can hold.</summary>
static class Packed
{
    public static byte[] Of<T>(T value)
    {
        using var to = new MemoryStream();
        using (var packed = new GZipStream(to, CompressionLevel.Fastest)) JsonSerializer.Serialize(packed, value);
        return to.ToArray();
    }

    public static T Read<T>(byte[] bytes)
    {
        using var from = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(from)!;
    }
}
