using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts.Expressions;
using Bot.Alerts.Json;

namespace Bot.Alerts.Hooks;

/// <summary>What a post to a hook says.</summary>
/// <param name="Heard">Its alerts, one at least.</param>
/// <param name="By">What read it, for people.</param>
/// <param name="Body">As much of it as is kept.</param>
/// <param name="Wants200">Its sender takes 200 alone for a success.</param>
public sealed record HookReading(IReadOnlyList<Heard> Heard, string By, byte[] Body, bool Wants200 = false);

/// <summary>Who reads the posts of a source: whoever recognises them where nothing is chosen.</summary>
/// <param name="Preset">A sender whose forms they have.</param>
/// <param name="Own">An own mapping.</param>
public sealed record HookReader(string? Preset, Mapping? Own)
{
    public static readonly HookReader ByItself = new(null, null);
}

/// <summary>
/// Understands what is posted to a hook: by an own mapping, else by the form of a sender that it has, else as the bot's own form;
/// what nobody recognises is a visible alert that shows it.
/// </summary>
public static class ReadHook
{
    public const string ByOwn = "Own expressions", ByBot = "The bot's own form", ByNobody = "Nothing: it was not recognised",
        BySns = "Amazon SNS";

    /// <param name="source">Whose it is.</param>
    /// <param name="body">The body.</param>
    /// <param name="charset">The letters that its sender names.</param>
    /// <param name="reader">Who reads it.</param>
    /// <param name="delivery">What its sender calls the message beside the body.</param>
    public static HookReading Of(
        string source, byte[] body, string? charset, HookReader reader, string? delivery = null)
    {
        var readings = AlertBody.Readings(body, charset);
        var all = readings.Select((one, i) => One(source, one, reader, Nth(delivery, i, readings.Count))).ToList();
        // What lists of alerts are, and how they go on, is known there.
        if (all.TrueForAll(read => read is null))
        {
            var native = AlertBody.Read(source, body, charset);
            return new(native, native.All(h => h.Alert.Problem is not null) ? ByNobody : ByBot, body);
        }

        var first = all.First(read => read is not null)!;
        return new(
            [.. all.SelectMany((read, i) => read?.Heard ?? [Native(source, readings[i])])], first.By,
            all is [{ } only] ? only.Body ?? body : all.Exists(read => read?.Body is not null) ? Joined(all, readings) : body,
            first.Wants200);
    }

    /// <summary>What its sender calls a message, for one of the things that it tells of.</summary>
    static string? Nth(string? delivery, int i, int count) =>
        delivery is null || count == 1 ? delivery : string.Create(CultureInfo.InvariantCulture, $"{delivery}/{i}");

    /// <summary>One document as somebody read it.</summary>
    /// <param name="Body">What is kept of it, where that is not all.</param>
    sealed record Read(IReadOnlyList<Heard> Heard, string By, byte[]? Body = null, bool Wants200 = false);

    static Read? One(string source, JsonReading reading, HookReader reader, string? delivery)
    {
        if (reading.Value is not { } json) return null;
        var sns = SnsMessage.Of(json);
        if (reader.Own is { } own) return new(Mapped(source, json, own, null, reading, sns?.MessageId ?? delivery), ByOwn);
        if (sns is not null) return new(Sns(source, sns, reader), BySns);
        var forms = reader.Preset is { } chosen ? Presets.Of(chosen).ToList() : Presets.All;
        var preset = Presets.For(json, forms);
        // Somebody said that it has this form, whether it looks so or not.
        if (preset is null && reader.Preset is not null) preset = forms.Count > 0 ? forms[0] : null;
        if (preset is null) return null;
        var prepared = preset.Prepare?.Invoke(json) ?? json;
        return new(
            Mapped(source, prepared, preset.Mapping, preset, reading, delivery), preset.Sender,
            preset.IsPersonal ? Encoding.UTF8.GetBytes(prepared.ToJsonString()) : null, preset.Wants200);
    }

    static List<Heard> Mapped(
        string source, JsonObject json, Mapping mapping, Preset? preset, JsonReading reading, string? delivery)
    {
        try
        {
            var parts = Parts(Payload.Of(json), mapping);
            if (parts.Count == 0)
                return [ListedAlerts.None(source, json, preset?.Sender ?? source)];
            // The bytes are its own where it is all that came.
            var isAll = !mapping.Fields.Keys.Intersect([Mapping.Each, Mapping.Unwrap]).Any()
                && preset is not { IsPersonal: true };
            var heard = parts.Take(LenientJson.Most).Select((part, i) => new MappedAlert(source, part, mapping, preset)
                .Heard(reading.Leniently, Nth(delivery, i, parts.Count))).ToList();
            if (isAll) heard[0] = heard[0] with { Body = Encoding.UTF8.GetBytes(reading.Text) };
            if (parts.Count > LenientJson.Most)
                heard.Add(new(AlertBody.Unreadable(
                    source, $"One post holds at most {LenientJson.Most} alerts; this one holds {parts.Count}.", ""), []));
            return heard;
        }
        catch (ExpressionException e)
        {
            var text = preset is { IsPersonal: true } ? json.ToJsonString() : reading.Text;
            return [new(AlertBody.Unreadable(source, e.Message, text), Encoding.UTF8.GetBytes(text))];
        }
    }

    /// <summary>The documents that each tell of one alert; throws <see cref="ExpressionException"/> where they are not.</summary>
    public static IReadOnlyList<Payload> Parts(Payload payload, Mapping mapping)
    {
        if (mapping.Fields.TryGetValue(Mapping.Unwrap, out var unwrap))
        {
            var text = unwrap.Value(payload)
                ?? throw new ExpressionException($"At {unwrap.Text} there is nothing to unwrap.");
            payload = LenientJson.Read(text) is [{ Value: { } inside }, ..]
                ? Payload.Of(inside)
                : throw new ExpressionException($"What stands at {unwrap.Text} is no JSON in a text.");
        }

        return mapping.Fields.TryGetValue(Mapping.Each, out var each) ? each.Parts(payload) : [payload];
    }

    /// <summary>What stands in the message of a topic: JSON in a text, which has a form of its own, or a text.</summary>
    static IReadOnlyList<Heard> Sns(string source, SnsMessage message, HookReader reader)
    {
        if (message.IsNotification && LenientJson.Read(message.Message) is [{ Value: { } } inside]
            && (One(source, inside, reader, message.MessageId)?.Heard ?? Native(inside)) is { } heard)
            return [.. heard.Select((one, i) => one with { Delivery = Nth(message.MessageId, i, heard.Count) })];
        return [new(message.Alert(source), Encoding.UTF8.GetBytes(message.Message)) { Delivery = message.MessageId }];

        IReadOnlyList<Heard>? Native(JsonReading inside) =>
            AlertBody.Understood(source, inside.Value!, inside.Leniently) is { } alert && inside.Value!["title"] is not null
                ? [new(alert, Encoding.UTF8.GetBytes(inside.Text))] : null;
    }

    static Heard Native(string source, JsonReading reading) => new(
        reading.Value is { } json ? AlertBody.Understood(source, json, reading.Leniently)
            ?? AlertBody.Unreadable(source, "It is JSON but no alert: it has no title.", reading.Text)
        : AlertBody.Unreadable(source, reading.Problem!, reading.Text),
        Encoding.UTF8.GetBytes(reading.Text));

    static byte[] Joined(List<Read?> all, IReadOnlyList<JsonReading> readings) => Encoding.UTF8.GetBytes(
        string.Join('\n', all.Select((read, i) => read?.Body is { } kept ? Encoding.UTF8.GetString(kept) : readings[i].Text)));
}
