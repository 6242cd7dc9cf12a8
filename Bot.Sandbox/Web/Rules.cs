namespace Bot.Sandbox;

/// <summary>
/// What is checked of every call before its method runs: kind of token, names of arguments, required ones, scopes.
/// </summary>
static class Rules
{
    static readonly HashSet<string> Everywhere = ["token", "team_id", "pretty"];

    /// <summary>Errors that a correct app never causes, whatever people do in the workspace.</summary>
    static readonly HashSet<string> Faults =
    [
        "unknown_method", "not_allowed_token_type", "missing_scope", "invalid_arguments", "invalid_arg_name", "invalid_post_type",
            "missing_post_type",
        "invalid_json", "json_not_object", "invalid_blocks", "invalid_blocks_format", "invalid_metadata_format",
            "invalid_metadata_schema", "no_text",
        "msg_too_long", "msg_blocks_too_long", "too_many_attachments", "markdown_text_conflict", "invalid_limit",
            "invalid_cursor", "invalid_types",
        "invalid_ts_latest", "invalid_ts_oldest", "view_too_large", "duplicate_external_id", "invalid_trigger_id",
            "exchanged_trigger_id",
        "push_limit_reached", "too_long", "invalid_name_required", "invalid_name_maxlength", "invalid_name_punctuation",
            "invalid_name_specials",
        "invalid_link", "no_users_provided",
    ];

    public static bool IsCallersFault(string error) => Faults.Contains(error);

    public static void Check(Call call)
    {
        var method = call.Method;
        if (method.ByApp != (call.Token.Kind == TokenKind.App)) throw new Refusal("not_allowed_token_type");
        call.Need(method.Scopes);
        var known = method.Arguments.Select(argument => argument.Name);
        if (call.Arguments.Names.Except(known).Except(Everywhere).FirstOrDefault() is { } unknown)
            throw new Refusal("invalid_arg_name", Refusal.Messages([$"[ERROR] unknown argument: {unknown}"]));
        var missing = method.Arguments.Where(argument => argument.Required && !call.Arguments.Has(argument.Name)).ToList();
        if (missing.Count > 0) throw Refusal.InvalidArguments(missing.Select(argument =>
            $"missing required field: {argument.Name}"));
    }
}
