using System.Text;

namespace Bot.Api.Reading;

/// <summary>As what an answer is wished: JSON, or a table.</summary>
static class AnswerFormat
{
    public const string Json = "application/json", Csv = "text/csv";

    /// <summary>What is said in the address, then what is accepted most gladly; JSON where nothing is said.</summary>
    public static string Of(HttpRequest request, FilterValues asked)
    {
        if (asked.WishedFormat is { } format) return format == "csv" ? Csv : Json;
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0) return Json;
        return accepted.Where(a => a.Quality != 0).OrderByDescending(a => a.Quality ?? 1)
            .Select(a => Meant(a.MediaType.Value ?? "")).FirstOrDefault(meant => meant is not null)
            ?? throw new ProblemException(
                StatusCodes.Status406NotAcceptable, $"This is answered as {Json} or as {Csv}. Accept one of them.");
    }

    static string? Meant(string type) => type.ToLowerInvariant() switch
    {
        Json or "*/*" or "application/*" => Json,
        Csv or "text/*" => Csv,
        _ => null,
    };

    public static IResult Table(string text) => Results.Text(text, $"{Csv}; charset=utf-8", Encoding.UTF8);
}
