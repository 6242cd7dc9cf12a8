namespace Bot.Requests;

/// <summary>
/// The ids of buttons and shortcuts of requests. They are stored in messages that people will still press years from now: never
/// renamed, never reused.
/// </summary>
static class RequestIds
{
    public const string
        Make = "make_request",
        Done = "request_done",
        Declare = "request_declare",
        Older = "requests_older",
        Younger = "requests_younger";
}
