using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;

namespace Bot.Alerts;

/// <summary>What came as the body of a request, unpacked, and the letters that its sender names.</summary>
sealed record SentBody(PackedBody Packed, string? Charset)
{
    // Most bodies are read in one go.
    const int AtOnce = 32 * 1024;

    /// <summary>
    /// The body, or its beginning when it is longer than an alert may be; the rest is read all the same, so that the sender hears
    /// the answer.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="signed">Is given all bytes as they came.</param>
    /// <param name="most">
    /// So much is read where it is not known yet who sends it, and more than an alert may have; what is longer has no signature.
    /// </param>
    public static async Task<SentBody> Of(HttpContext http, IncrementalHash? signed = null, long most = long.MaxValue)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var charset = http.Request.GetTypedHeaders().ContentType?.Charset.ToString();
        var (whole, read, buffer) = (new MemoryStream(), 0L, ArrayPool<byte>.Shared.Rent(AtOnce));
        try
        {
            int length;
            while (read < most && (length = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
            {
                signed?.AppendData(buffer, 0, length);
                read += length;
                whole.Write(buffer, 0, (int)Math.Min(length, AlertBody.MaxLength - whole.Length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var bytes = whole.ToArray();
        return new(
            read > AlertBody.MaxLength ? new PackedBody(bytes, IsWhole: false)
                : PackedBody.Of(bytes, http.Request.Headers.ContentEncoding, AlertBody.MaxLength),
            charset);
    }

    /// <summary>What it says; where it cannot be read as it is, what is wrong with it.</summary>
    /// <param name="source">Whose it is.</param>
    /// <param name="read">Who reads it.</param>
    /// <param name="next">What people do next about what cannot be read, in one sentence.</param>
    public IReadOnlyList<Heard> Read(
        string source, Func<string, byte[], string?, IReadOnlyList<Heard>> read, string next) => Packed switch
        {
            { IsWhole: false } => [new(AlertBody.Oversized(source), Packed.Bytes)],
            { Problem: { } problem } => [With(next, new(AlertBody.Packed(source, problem, Packed.Bytes), Packed.Bytes))],
            _ => [.. read(source, Packed.Bytes, Charset).Select(heard => With(next, heard))],
        };

    static Heard With(string next, Heard heard) => heard.Alert.Problem is null ? heard
        : heard with { Alert = heard.Alert with { Description = $"{heard.Alert.Description} {next}" } };

    /// <summary>Where the docs of the bot say how it is sent.</summary>
    public static string HowTo(string where) => $"How to send it: {where} of the bot.";
}
