namespace Bot.Alerts.Sources;

/// <summary>The ids of forms, fields and buttons of sources. They are stored data: never renamed, never reused.</summary>
static class SourceIds
{
    public const string ListForm = "sources";
    public const string OpenButton = "source_open";
    public const string EarlierButton = "sources_earlier";
    public const string LaterButton = "sources_later";
    public const string KindForm = "source_kind";
    public const string KindField = "source_kind_field";
    public const string NameForm = "source_name";
    public const string NameField = "source_name_field";
    public const string Page = "source";
    public const string RotateButton = "source_rotate";
    public const string SecretButton = "source_open_secret";
    public const string SecretForm = "source_secret";
    public const string SecretField = "source_secret_field";
    public const string ExpectButton = "source_open_expected";
    public const string ExpectForm = "source_expected";
    public const string ExpectField = "source_expected_field";
    public const string LimitButton = "source_open_limit";
    public const string LimitForm = "source_limit";
    public const string LimitField = "source_limit_field";
    public const string RevokeButton = "source_revoke";
    public const string PayloadButton = "source_payload";
}
