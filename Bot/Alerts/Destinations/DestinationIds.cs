namespace Bot.Alerts.Destinations;

/// <summary>The ids of forms, fields and buttons of destinations. They are stored data: never renamed, never reused.</summary>
static class DestinationIds
{
    public const string ListForm = "destinations", OpenButton = "destination_open", Page = "destination";
    public const string KindForm = "destination_kind", KindField = "destination_kind_field";
    public const string MakeForm = "destination_make", EditForm = "destination_change", ChangeButton = "destination_open_change";
    public const string NameField = "destination_name_field", AddressField = "destination_address_field",
        KeyField = "destination_key_field";
    public const string SecretButton = "destination_secret", TestButton = "destination_test", DeleteButton = "destination_delete";
}
