using System.Text;

namespace Bot.Alerts.Senders;

/// <summary>A body as it came, but for the key in it that proves who sends: what is kept is read by others.</summary>
static class WithoutKey
{
    const string Instead = "(left out)";

    // In which senders write; the first is what all but few do.
    static readonly Encoding[] Letters = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <param name="heard">What came; of what could not be read, the alert shows the beginning.</param>
    /// <param name="key">As it was read in it.</param>
    public static Heard Of(Heard heard, string key) => heard with
    {
        Alert = heard.Alert with
        {
            Title = heard.Alert.Title.Replace(key, Instead, StringComparison.Ordinal),
            Description = heard.Alert.Description.Replace(key, Instead, StringComparison.Ordinal),
        },
        Body = Of(heard.Body, key),
    };

    static byte[] Of(byte[] body, string key)
    {
        foreach (var letters in Letters)
            if (Replaced(body, letters.GetBytes(key), letters.GetBytes(Instead)) is { } without)
                return without;
        // It was written in signs that stand for others, which nobody does who means well: nothing of it is kept.
        return Encoding.UTF8.GetBytes(Instead);
    }

    /// <summary>Null where it is not in it.</summary>
    static byte[]? Replaced(byte[] body, byte[] what, byte[] by)
    {
        if (body.AsSpan().IndexOf(what) < 0) return null;
        var to = new MemoryStream();
        ReadOnlySpan<byte> rest = body;
        for (int at; (at = rest.IndexOf(what)) >= 0; rest = rest[(at + what.Length)..])
        {
            to.Write(rest[..at]);
            to.Write(by);
        }

        to.Write(rest);
        return to.ToArray();
    }
}
