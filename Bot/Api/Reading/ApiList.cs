using Bot.Api.Tokens;
using Bot.Delivery;
using Bot.Storage;

namespace Bot.Api.Reading;

/// <summary>Something that can be read as a list: over HTTP page by page, and whole as a file.</summary>
/// <param name="name">As it stands in its address: <c>/v1/{name}</c>.</param>
/// <param name="about">What it lists, in a sentence.</param>
public abstract class ApiList(string name, string about)
{
    public string Name => name;

    public string About => about;

    /// <summary>What can be asked of it beside what can be asked of every list.</summary>
    public abstract IReadOnlyList<Filter> Filters { get; }

    /// <summary>As many as a file or a table of all holds at most.</summary>
    public const int MostOfAll = 20_000;

    /// <summary>All of it as a file, as far as there are no more than so many.</summary>
    public abstract byte[] File(Look look, string format);

    public abstract void Map(IEndpointRouteBuilder http, Database database, TimeProvider clock);
}

/// <inheritdoc/>
public abstract class ApiList<T>(string name, string about) : ApiList(name, about)
{
    /// <summary>Those behind <see cref="Look.After"/> in the list's order, at most <see cref="Look.Most"/>.</summary>
    public abstract IEnumerable<T> Read(Look look);

    /// <summary>By what the list goes on behind an item; no two have the same.</summary>
    public abstract string Key(T item);

    public override void Map(IEndpointRouteBuilder http, Database database, TimeProvider clock) =>
        http.MapGet($"/v1/{Name}", async (HttpContext context) =>
        {
            var asked = FilterValues.OfList(context.Request.Query, Filters);
            var format = AnswerFormat.Of(context.Request, asked);
            var token = context.Token();
            var isWhole = format == AnswerFormat.Csv && !asked.IsSized;
            Task<Page<T>> Next(string? cursor, int size) =>
                database.ReadInTurn(db => PageOf(Look(db, token, clock, asked), cursor, size));
            var page = isWhole ? await Whole(asked.After, Next) : await Next(asked.After, asked.Size);
            if (page.NextCursor is { } next) context.Response.Headers.Link = $"<{Address(context.Request, next)}>; rel=\"next\"";
            return format == AnswerFormat.Csv
                ? AnswerFormat.Table(ApiJson.ToCsv(page.Items)) : Results.Json(page, ApiJson.Options);
        })
        .WithName($"list_{Name}").WithSummary(About).WithTags(Name)
        .WithMetadata(new TakenFilters([.. Filters, .. FilterValues.OfAll]))
        .Produces<Page<T>>(StatusCodes.Status200OK, AnswerFormat.Json, AnswerFormat.Csv)
        .ProducesProblem(StatusCodes.Status406NotAcceptable).Needs(ApiScope.Read);

    static Look Look(System.Data.IDbConnection db, ApiToken token, TimeProvider clock, FilterValues asked) =>
        new(db, token.Viewer(db), clock.GetUtcNow(), asked) { Person = token.Seer(db) };

    Page<T> PageOf(Look look, string? cursor, int size)
    {
        var after = cursor is null ? null : Cursor.Read(Name, cursor);
        var found = Read(look with { After = after, Most = size + 1 }).Take(size + 1).ToList();
        var isLast = found.Count <= size;
        if (!isLast) found.RemoveAt(found.Count - 1);
        return new() { Items = found, NextCursor = isLast ? null : Cursor.Of(Name, Key(found[^1])) };
    }

    // Page by page, so that others read between them; nothing is sent before all is read, so a table that came is no part of one.
    static async Task<Page<T>> Whole(string? cursor, Func<string?, int, Task<Page<T>>> next)
    {
        List<T> all = [];
        do
        {
            var page = await next(cursor, FilterValues.Most);
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null && all.Count < MostOfAll);
        return new() { Items = all, NextCursor = cursor };
    }

    public override byte[] File(Look look, string format)
    {
        var all = Read(look).ToList();
        return format == "json"
            ? System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(all, ApiJson.Options)
            : Csv.ToFile(ApiJson.ToCsv(all));
    }

    // Without a host: a proxy in front may have another.
    static string Address(HttpRequest request, string cursor)
    {
        var query = request.Query.Where(q => q.Key != "cursor").SelectMany(q => q.Value, (q, value) => (q.Key, Value: value))
            .Append(("cursor", cursor));
        return request.PathBase + request.Path
            + QueryString.Create(query.Select(q => KeyValuePair.Create<string, string?>(q.Item1, q.Item2))).ToUriComponent();
    }
}
