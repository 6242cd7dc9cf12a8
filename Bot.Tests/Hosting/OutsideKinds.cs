using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Person = Bot.People.Person;

namespace Bot.Tests.Hosting;

/// <summary>What changes, what must be right within five minutes after it, and what was before.</summary>
public sealed partial class OutsideKindsTests
{
    sealed record Kind(Func<Afternoon, Task> Change, Func<Afternoon, Task> IsRight, Func<Afternoon, Task>? Before = null);

    static readonly Dictionary<string, Kind> Kinds = new()
    {
        ["the responder is deactivated"] = new(a => Is(a, "ana", p => p.Deleted = true), a => ChloeIsOnCall(a)),
        ["the responder becomes a guest"] = new(a => Is(a, "ana", p => p.IsGuest = true), a => ChloeIsOnCall(a)),
        ["the responder is replaced by another account of that name"] = new(
            a => Does(() =>
            {
                a.Workspace.People.Change("ana", p => (p.Deleted, p.Handle) = (true, "ana_old"));
                a.Workspace.People.Add("ana", "Ana Moreira", "Europe/London");
            }),
            a => ChloeIsOnCall(a)),
        ["the responder is brought back"] = new(
            a => Is(a, "ana", p => p.Deleted = false), AnaIsBack, a => Is(a, "ana", p => p.Deleted = true)),
        ["the responder is a guest no more"] = new(
            a => Is(a, "ana", p => p.IsGuest = false), AnaIsBack, a => Is(a, "ana", p => p.IsGuest = true)),
        ["who comes next is deactivated"] = new(a => Is(a, "chloe", p => p.Deleted = true), async a =>
        {
            await a.Finn.Slash("/cover who");
            Assert.Contains("Next: @ben", a.Finn.Sees("on call until").Text, StringComparison.OrdinalIgnoreCase);
            await a.Finn.Slash("/cover schedule");
            Assert.DoesNotContain("chloe", a.Finn.Sees("Mon 9 Mar").Text, StringComparison.OrdinalIgnoreCase);
        }),
        ["somebody becomes an admin"] = new(a => Is(a, "finn", p => p.IsAdmin = true), a => MaySet(a.Finn)),
        ["an admin is none any more"] = new(
            a => Is(a, "finn", p => p.IsAdmin = false), a => MayNotSet(a.Finn), a => Is(a, "finn", p => p.IsAdmin = true)),
        ["an owner of the workspace is none any more"] = new(
            a => Is(a, "finn", p => p.IsOwner = false), a => MayNotSet(a.Finn), a => Is(a, "finn", p => p.IsOwner = true)),
        ["somebody of no rotation becomes a guest"] = new(a => Is(a, "finn", p => p.IsGuest = true), async a =>
        {
            await a.Finn.Slash("/incident orders are late");
            Assert.Null(a.Finn.ModalOrNone);
            a.Finn.Sees("Guests cannot use Data Responder");
        }),
        ["a guest becomes a member"] = new(
            a => Is(a, "gus", p => p.IsGuest = false),
            async a =>
            {
                await a.Gus.Slash("/incident orders are late");
                Assert.Equal("Declare an incident", a.Gus.Modal.Title);
            },
            a => a.Gus.Slash("/incident orders are late")),
        ["the responder is renamed"] = new(a => Is(a, "ana", p => p.Handle = "anamaria"), async a =>
            Assert.Equal("anamaria", Read(a, db => Person.NameOf(db, a.Workspace.People["anamaria"].Id)))),
        ["the responder moves to another zone"] = new(
            a => Is(a, "ana", p => p.Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")), a =>
            {
                Assert.Equal("Asia/Tokyo", Read(a, db => Person.Find(db, a.Ana.Id)!.Zone));
                return Task.CompletedTask;
            }),
        ["the lead who is at work is deactivated"] = new(
            a => Is(a, "ana", p => p.Deleted = true), async a =>
            {
                a.Ivy.Sees("account was deactivated");
                await ChloeIsOnCall(a, leads: false);
            },
            a => a.Ana.Slash("/incident ack 1")),
        ["the bot is put out of the announcement channel"] = new(a => PutOut(a, "data-incidents"), a => Announces(a)),
        ["the announcement channel is archived"] = new(a => Archive(a, "data-incidents"), a => Announces(a)),
        ["the announcement channel is made private with the bot in it"] = new(
            a => Make(a, "data-incidents", ConversationKind.Private), a => Announces(a)),
        ["the announcement channel is renamed"] = new(
            a => Does(() => a.Workspace.Do(() => a.Workspace.Conversations.Life.Rename(
                a.Workspace.Conversations["data-incidents"], a.Ivy.Person, "incidents-of-data"))),
            a => Announces(a, "incidents-of-data")),
        ["the announcement channel is deleted"] = new(a => a.Ivy.Deletes("#data-incidents"), async a =>
        {
            await a.Finn.Joins("#data-incidents");
            await Announces(a);
        }),
        ["the announcement channel is made private without the bot"] = new(
            async a =>
            {
                // Into a public one it comes back at once.
                await a.Ivy.Joins("#data-incidents");
                await Make(a, "data-incidents", ConversationKind.Private);
                await PutOut(a, "data-incidents");
            },
            a =>
            {
                a.Ivy.Sees("Data Responder needs an admin");
                return Task.CompletedTask;
            }),
        ["the bot is put out of the incident's channel"] = new(a => PutOut(a, "inc-1-orders-late"), Speaks),
        ["the incident's channel is archived"] = new(a => Archive(a, "inc-1-orders-late"), Speaks),
        ["the incident's channel is deleted"] = new(a => a.Ivy.Deletes("#inc-1-orders-late"), Speaks),
        ["the incident's channel is made private without the bot"] = new(
            async a =>
            {
                await PutOut(a, "inc-1-orders-late");
                await Make(a, "inc-1-orders-late", ConversationKind.Private);
            },
            Speaks),
        ["the incident's channel is made private with the bot in it"] = new(
            a => Make(a, "inc-1-orders-late", ConversationKind.Private), async a =>
            {
                a.Ana.Sees("This channel is private", "#inc-1-orders-late");
                await Speaks(a);
            }),
        ["the incident's channel is public again"] = new(
            a => Make(a, "inc-1-orders-late", ConversationKind.Public), async a =>
            {
                a.Ana.DoesNotSee("This channel is private", "#inc-1-orders-late");
                await Speaks(a);
            },
            a => Make(a, "inc-1-orders-late", ConversationKind.Private)),
        ["the incident's channel is renamed"] = new(
            a => Does(() => a.Workspace.Do(() => a.Workspace.Conversations.Life.Rename(
                a.Workspace.Conversations["inc-1-orders-late"], a.Ivy.Person, "late-orders"))),
            async a =>
            {
                Assert.Equal("late-orders", Read(a, db => IncidentStore.Find(db, Viewer.Bot, 1)!.ChannelName));
                await Speaks(a);
            }),
        ["the bot is put out of the rotation's channel"] = new(
            a => PutOut(a, "engineering"), a => HandsOff(a, "engineering"), Own),
        ["the rotation's channel is archived"] = new(a => Archive(a, "engineering"), a => HandsOff(a, "data-incidents"), Own),
        ["the rotation's channel is archived and opened again"] = new(
            a => Does(() => a.Workspace.Do(() => a.Workspace.Conversations.Life.SetArchived(
                a.Workspace.Conversations["engineering"], a.Ivy.Person, false))),
            a => HandsOff(a, "engineering"),
            async a =>
            {
                await Own(a);
                await Archive(a, "engineering");
            }),
        ["the rotation's channel is deleted"] = new(
            a => a.Ivy.Deletes("#engineering"), a => HandsOff(a, "data-incidents"), Own),
        ["the rotation's channel is made private with the bot in it"] = new(
            a => Make(a, "engineering", ConversationKind.Private), a => HandsOff(a, "engineering"), Own),
        ["the group is disabled"] = new(a => Group(a, g => (g.Disabled, g.Members) = (1, [])), a => AnaIsInTheGroup(a)),
        ["the group has another handle"] = new(
            a => Group(a, g => (g.Handle, g.Members) = ("on-call-of-data", [a.Ivy.Id])),
            a => AnaIsInTheGroup(a, "on-call-of-data")),
        ["the group's members are changed by hand"] = new(
            a => a.Ivy.SetsGroup("@data-responder", "finn", "gwen"), a => AnaIsInTheGroup(a)),
        ["the group is emptied and disabled, and enabled by hand"] = new(
            a => Group(a, g => (g.Disabled, g.Members) = (0, [a.Finn.Id])), a => AnaIsInTheGroup(a),
            a => Group(a, g => (g.Disabled, g.Members) = (1, []))),
    };
}
