using System.Buffers;
using System.Net.WebSockets;

namespace Bot.Slack;

/// <summary>Reads whole messages, however fragmented, into one buffer that is given back after a large one.</summary>
sealed class FrameReader(WebSocket socket)
{
    const int Step = 8 * 1024;
    const int Ordinary = 64 * 1024;
    const int Largest = 16 * 1024 * 1024;

    ArrayBufferWriter<byte> buffer = new(Step);

    /// <summary>The next message, good until the next call; null when Slack has closed.</summary>
    public async Task<ReadOnlyMemory<byte>?> Next(CancellationToken stop)
    {
        Clear();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.GetMemory(Step), stop);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            buffer.Advance(part.Count);
            if (part.EndOfMessage) return buffer.WrittenMemory;
            if (buffer.WrittenCount > Largest) throw new WebSocketException("A frame grew over 16 MB.");
        }
    }

    void Clear()
    {
        if (buffer.Capacity > Ordinary) buffer = new(Step);
        else buffer.ResetWrittenCount();
    }
}
