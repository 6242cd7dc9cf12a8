namespace Bot.Api.Webhooks;

/// <summary>The ids of forms, fields and buttons of webhooks. They are stored data: never renamed, never reused.</summary>
static class WebhookIds
{
    public const string ListForm = "webhooks", OpenButton = "webhook_open", Page = "webhook";
    public const string MakeForm = "webhook_make", EditForm = "webhook_change", ChangeButton = "webhook_open_change";
    public const string NameField = "webhook_name_field", AddressField = "webhook_address_field",
        KindsField = "webhook_kinds_field", PrivateField = "webhook_private_field";
    public const string SecretButton = "webhook_secret", TestButton = "webhook_test", PauseButton = "webhook_pause",
        ResumeButton = "webhook_resume", RemoveButton = "webhook_delete";
}
