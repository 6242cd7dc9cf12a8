using System.Text.Json;

namespace Bot.Alerts.Dbt;

/// <summary>
/// Walks through a JSON object of objects that is too large for memory: what stands in its members comes one by one, each with
/// its own JSON. Only one of them is in memory at a time.
/// </summary>
/// <param name="from">The object.</param>
/// <param name="most">In bytes, about: what has a larger member is refused as no JSON.</param>
sealed class JsonMembers(Stream from, int most = int.MaxValue)
{
    const int FirstBuffer = 64 * 1024;

    byte[] buffer = new byte[FirstBuffer];
    int length, consumed;
    bool isAtEnd, isFirst = true;
    JsonReaderState state = new(new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

    /// <summary>
    /// Calls back for each: the root's member that it stands in, null where it is one itself and no object; its name; its JSON,
    /// which is gone afterwards. Throws <see cref="JsonException"/> where it is no JSON object, or not whole.
    /// </summary>
    public async Task Walk(Action<string?, string, ReadOnlyMemory<byte>> member, CancellationToken stop)
    {
        string? inside = null;
        while (true)
        {
            var step = Next(ref inside, member);
            if (step == Step.End) return;
            if (step == Step.NeedsMore && !await Fill(stop))
                throw new JsonException("It ends in the middle.");
        }
    }

    enum Step
    {
        Done,
        NeedsMore,
        End,
    }

    Step Next(ref string? inside, Action<string?, string, ReadOnlyMemory<byte>> member)
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(consumed, length - consumed), isAtEnd, state);
        if (!reader.Read()) return isAtEnd ? Step.End : Step.NeedsMore;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when reader.CurrentDepth == 0:
                break;
            case JsonTokenType.EndObject when reader.CurrentDepth == 0:
                return Step.End;
            case JsonTokenType.EndObject:
                inside = null;
                break;
            case JsonTokenType.PropertyName:
                var name = reader.GetString()!;
                if (!reader.Read()) return Step.NeedsMore;
                if (inside is null && reader.TokenType == JsonTokenType.StartObject)
                {
                    inside = name;
                    break;
                }

                var start = (int)reader.TokenStartIndex;
                if (!reader.TrySkip()) return Step.NeedsMore;
                var json = buffer.AsMemory(consumed + start, (int)reader.BytesConsumed - start);
                member(inside, name, json);
                break;
            default:
                throw new JsonException("It is no JSON object.");
        }

        consumed += (int)reader.BytesConsumed;
        state = reader.CurrentState;
        return Step.Done;
    }

    async Task<bool> Fill(CancellationToken stop)
    {
        if (isAtEnd) return false;
        // What is read already makes room, and one member that does not fit makes the buffer grow.
        if (consumed > 0)
        {
            buffer.AsSpan(consumed, length - consumed).CopyTo(buffer);
            (length, consumed) = (length - consumed, 0);
        }

        if (length == buffer.Length)
        {
            if (length >= most) throw new JsonException("A part of it is too large.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        // All that there is room for, as what did not fit is read anew from its beginning.
        var wanted = buffer.Length - length;
        var read = await from.ReadAtLeastAsync(buffer.AsMemory(length), wanted, throwOnEndOfStream: false, stop);
        length += read;
        isAtEnd = read < wanted;
        if (isFirst && buffer.AsSpan(0, length).StartsWith("\uFEFF"u8)) consumed = 3;
        isFirst = false;
        return true;
    }
}
