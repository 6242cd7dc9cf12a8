using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>
/// Serves /api/{method}: token, arguments, scopes, limits, then the method; everything is logged, faults strike here.
/// </summary>
sealed class WebApi(Workspace workspace)
{
    public async Task Serve(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["method"]!;
        using var open = workspace.Activity.Begin($"call of {name}");
        var started = workspace.Options.Wire.GetTimestamp();
        var exchange = new Exchange(name);
        var fault = await Prepare(context, exchange);
        exchange.Trouble = fault?.Describe();
        await workspace.Faults.Strike(fault, context, () => exchange.Answer = Answer(exchange), () => Write(context, exchange));
        workspace.Log.Add(workspace.Now, exchange.Token?.App.Name ?? "?", "call", name, exchange.Arguments.Shown(),
            Json.Write(exchange.Answer),
            workspace.Options.Wire.GetElapsedTime(started), exchange.Trouble);
    }

    async Task<MethodFault?> Prepare(HttpContext context, Exchange exchange)
    {
        try
        {
            var (arguments, isJson) = await Arguments.Read(context.Request);
            exchange.Method = Methods.Find(exchange.Name);
            exchange.IsJson = isJson;
            exchange.ContentType = context.Request.ContentType ?? "";
            exchange.Arguments = arguments;
            exchange.Token = Authenticate(context.Request, exchange);
            return workspace.Faults.Next(exchange.Name, exchange.Token.App);
        }
        catch (Refusal refusal)
        {
            exchange.Refused = refusal;
            return null;
        }
    }

    Token Authenticate(HttpRequest request, Exchange exchange)
    {
        var header = request.Headers.Authorization.ToString();
        var text = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim()
            : exchange.IsJson ? null : exchange.Arguments.Text("token");
        if (string.IsNullOrEmpty(text)) throw new Refusal("not_authed");
        var token = workspace.Apps.Token(text) ?? throw new Refusal("invalid_auth");
        if (token.App.Revoked && token.Kind == TokenKind.Bot) throw new Refusal("token_revoked");
        return token;
    }

    /// <summary>
    /// Runs the method and says what it answered; every refusal that is the caller's fault also becomes a problem.
    /// </summary>
    JsonObject Answer(Exchange exchange)
    {
        try
        {
            if (exchange.Refused is not null) throw exchange.Refused;
            var method = exchange.Method ?? throw new Refusal("unknown_method");
            workspace.Usage.Note(exchange.Token!.App, "method", method.Name);
            var arguments = method.ReadsJson || !exchange.IsJson ? exchange.Arguments : Arguments.None;
            var call = new Call(workspace, method, exchange.Token, arguments);
            Rules.Check(call);
            exchange.RetryAfter = workspace.RateLimiter.Check(call);
            if (exchange.RetryAfter is not null) throw new Refusal("ratelimited");
            var answer = workspace.Do(() => method.Run(call));
            return Warn(answer, call, exchange);
        }
        catch (Refusal refusal)
        {
            Report(exchange, refusal);
            return refusal.ToJson();
        }
        catch (Exception bug)
        {
            workspace.ProblemLog.Add($"The sandbox itself failed in {exchange.Name}: {bug}");
            return new Refusal("internal_error").ToJson();
        }
    }

    static JsonObject Warn(JsonObject answer, Call call, Exchange exchange)
    {
        if (exchange.IsJson && !exchange.ContentType.Contains("charset", StringComparison.OrdinalIgnoreCase))
            call.Warnings.Add("missing_charset");
        if (call.Warnings.Count == 0) return answer;
        answer["warning"] = string.Join(',', call.Warnings);
        var metadata = answer["response_metadata"] as JsonObject;
        if (metadata is null) answer["response_metadata"] = metadata = [];
        metadata["warnings"] = Json.Strings(call.Warnings);
        return answer;
    }

    void Report(Exchange exchange, Refusal refusal)
    {
        if (!Rules.IsCallersFault(refusal.Error)) return;
        var app = exchange.Token?.App.Name ?? "An unknown caller";
        exchange.Trouble = $"{app} called {exchange.Name}: {Json.Write(refusal.ToJson())}";
        workspace.ProblemLog.Add(exchange.Trouble);
    }

    static async Task Write(HttpContext context, Exchange exchange)
    {
        var response = context.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers["x-slack-req-id"] = Guid.NewGuid().ToString("N");
        if (exchange.Token is { } token) response.Headers["x-oauth-scopes"] = string.Join(',', token.Scopes);
        if (exchange.Method is { } method) response.Headers["x-accepted-oauth-scopes"] = string.Join(',', method.Scopes);
        if (exchange.RetryAfter is { } seconds)
        {
            response.StatusCode = 429;
            response.Headers.RetryAfter = seconds.ToString();
        }
        await response.WriteAsync(Json.Write(exchange.Answer));
    }

    sealed class Exchange(string name)
    {
        public string Name => name;
        public Method? Method { get; set; }
        public Token? Token { get; set; }
        public Arguments Arguments { get; set; } = Arguments.None;
        public bool IsJson { get; set; }
        public string ContentType { get; set; } = "";
        public Refusal? Refused { get; set; }
        public int? RetryAfter { get; set; }
        public JsonObject Answer { get; set; } = [];
        public string? Trouble { get; set; }
    }
}
