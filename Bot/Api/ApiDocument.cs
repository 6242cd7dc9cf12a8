using System.Reflection;
using System.Text.Json.Nodes;
using Bot.Api.Reading;
using Bot.Api.Tokens;
using Bot.Hosting;
using Bot.Incidents;
using Bot.Settings;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Bot.Api;

/// <summary><c>/openapi/v1.json</c>: what can be asked, for programs and for the page that people read.</summary>
static class ApiDocument
{
    public const string Name = "v1", Address = "/openapi/{documentName}.json";

    const string Scheme = "token";

    static string About(BotCommands commands) =>
        $"""
        Read what a Data Responder knows; declare, update and resolve incidents, and add follow-ups. An admin makes a token
        in Slack with `{commands.Incident} {Verbs.Tokens}`; send it as `Authorization: Bearer dr_…`. A token shows what
        everybody of the workspace sees; private incidents only where it says so. Lists come page by page: ask for
        `next_cursor` as `cursor` until it is null. `Accept: text/csv` or `format=csv` gives a table,
        of all where no `limit` is said.
        """;

    public static void Set(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // What takes alerts has the shape of its senders.
        options.ShouldInclude = api => api.ActionDescriptor.EndpointMetadata.OfType<NeededScope>().Any();
        options.AddDocumentTransformer((document, context, _) =>
        {
            Describe(document, context.ApplicationServices.GetRequiredService<BotCommands>());
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context.Description.ActionDescriptor.EndpointMetadata, context.Document);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonPropertyInfo?.AttributeProvider);
            return Task.CompletedTask;
        });
    }

    static void Describe(OpenApiDocument document, BotCommands commands)
    {
        document.Info = new()
        {
            Title = "Data Responder",
            Version = Health.Version,
            Description = About(commands).ReplaceLineEndings(" "),
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token that an admin made in Slack.",
            },
        };
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>()) tag.Description ??= $"What can be asked of {tag.Name}.";
    }

    static void Describe(OpenApiOperation operation, IList<object> metadata, OpenApiDocument? document)
    {
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        if (metadata.OfType<NeededScope>().FirstOrDefault() is { } needed)
            operation.Description = $"Needs a token that may {ApiScopes.Word(needed.Scope)}.";
        foreach (var filter in metadata.OfType<TakenFilters>().SelectMany(taken => taken.All))
            (operation.Parameters ??= []).Add(Parameter(filter));

        foreach (var response in (operation.Responses ?? []).Values)
        {
            if (response.Content?.TryGetValue("text/csv", out var table) == true)
                table.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
        }
    }

    static OpenApiParameter Parameter(Filter filter) => new()
    {
        Name = filter.Name,
        In = ParameterLocation.Query,
        Description = filter.About,
        Example = filter.Example is { } example ? JsonValue.Create(example) : null,
        Schema = new OpenApiSchema
        {
            Type = filter.Kind switch
            {
                FilterKind.Number => JsonSchemaType.Integer,
                FilterKind.Flag => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            Format = filter.Kind switch
            {
                FilterKind.Moment => "date-time",
                FilterKind.Day => "date",
                _ => null,
            },
            Enum = filter.Values.Count == 0 ? null : [.. filter.Values.Select(v => (JsonNode)JsonValue.Create(v))],
        },
    };

    static void Describe(OpenApiSchema schema, ICustomAttributeProvider? property)
    {
        if (property?.GetCustomAttributes(typeof(ValuesAttribute), inherit: true) is [ValuesAttribute values, ..])
            schema.Enum = [.. values.Values.Select(v => (JsonNode)JsonValue.Create(v))];
    }
}
