using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Bot.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Operating;

/// <summary>One span as it came to the collector.</summary>
sealed record Span(
    string Trace, string Id, string Parent, string Name, ulong Start, ulong End, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>What others have said beside it.</summary>
    public string State { get; init; } = "";
}

/// <summary>A collector of OpenTelemetry's that keeps the spans sent to it by http/protobuf, whatever else comes.</summary>
sealed class Collector : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<Span> spans = new();

    Collector()
    {
        app = Loopback.Site();
        app.MapPost("/v1/traces", async (HttpRequest request) => Keep(await Body(request)));
        app.MapPost("/v1/metrics", async (HttpRequest request) => Measured = (await Body(request)).Length > 0 || Measured);
    }

    /// <summary>Whether figures came as well.</summary>
    public bool Measured { get; private set; }

    public IReadOnlyList<Span> Spans => [.. spans];

    /// <summary>What a bot needs to send here.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    public static async Task<Collector> Start()
    {
        var collector = new Collector();
        await collector.app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    static async Task<byte[]> Body(HttpRequest request)
    {
        using var all = new MemoryStream();
        await request.Body.CopyToAsync(all);
        return all.ToArray();
    }

    void Keep(byte[] body)
    {
        foreach (var ofResource in Parts(body, 1))
            foreach (var ofScope in Parts(ofResource, 2))
                foreach (var span in Parts(ofScope, 2))
                    spans.Enqueue(Read(span));
    }

    static Span Read(byte[] span) => new(
        Hex(Part(span, 1)), Hex(Part(span, 2)), Hex(Part(span, 4)), Encoding.UTF8.GetString(Part(span, 5)),
        BinaryPrimitives.ReadUInt64LittleEndian(Part(span, 7)), BinaryPrimitives.ReadUInt64LittleEndian(Part(span, 8)),
        Parts(span, 9).ToDictionary(tag => Encoding.UTF8.GetString(Part(tag, 1)), tag => Value(Part(tag, 2))))
    {
        State = Encoding.UTF8.GetString(Part(span, 3)),
    };

    // A number says here only that there is one.
    static string Value(byte[] any) => Encoding.UTF8.GetString(Part(any, 1)) is { Length: > 0 } text ? text : "a number";

    static byte[] Part(byte[] message, int field) => Parts(message, field).FirstOrDefault([]);

    /// <summary>The values of a field of a message in Protobuf's form, without numbers of varying length.</summary>
    static IEnumerable<byte[]> Parts(byte[] message, int field)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Number(message, ref at);
            var length = (key & 7) switch
            {
                0 => 0,
                1 => 8,
                2 => (int)Number(message, ref at),
                5 => 4,
                var kind => throw new InvalidDataException($"Nothing is known of the wire type {kind}."),
            };
            if ((key & 7) == 0) Number(message, ref at);
            else if ((int)(key >> 3) == field) yield return message[at..(at + length)];
            at += length;
        }
    }

    static ulong Number(byte[] message, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            number |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return number;
        }
    }

    static string Hex(byte[] id) => Convert.ToHexStringLower(id);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
