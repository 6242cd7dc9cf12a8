using System.Globalization;

namespace Bot.Incidents;

/// <summary>A verb of <c>/incident</c> with what was said beside it, as a button carries it.</summary>
/// <param name="Verb">One of <see cref="Verbs"/>.</param>
/// <param name="Number">The incident, as far as one was named.</param>
/// <param name="Person">Whoever was named first behind the verb.</param>
/// <param name="Typed">The words behind that.</param>
public sealed record Asked(string Verb, long? Number = null, string? Person = null, string Typed = "")
{
    /// <summary>Words that no button can carry are left out, and whoever asks shows them to be copied.</summary>
    const int MostTyped = 1900;

    public bool IsCarried => Typed.Length <= MostTyped;

    public static Asked Read(string? value) => (value ?? "").Split('|', 4) is [var verb, var number, var person, var typed]
        ? new(verb, WhichIncident.Number(number), person.Length > 0 ? person : null, typed)
        : new("");

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Verb}|{Number}|{Person}|{(IsCarried ? Typed : "")}");
}
