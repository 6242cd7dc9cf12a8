namespace Bot.Incidents.Private;

/// <summary>The ids of the feature's forms and fields; never renamed, never reused.</summary>
static class PrivateIds
{
    public const string MoveForm = "private_move";
    public const string MovePeople = "private_move_people";
}
