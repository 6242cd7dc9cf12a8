namespace Bot.Api.Tokens;

/// <summary>The ids of forms, fields and buttons of tokens. They are stored data: never renamed, never reused.</summary>
static class TokenIds
{
    public const string ListForm = "tokens";
    public const string MakeForm = "token_make";
    public const string NameField = "token_name";
    public const string ScopesField = "token_scopes";
    public const string LifeField = "token_life";
    public const string RevokeButton = "token_revoke";
}
