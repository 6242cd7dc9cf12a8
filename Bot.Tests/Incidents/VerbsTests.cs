using Bot.Incidents;
using CsCheck;

namespace Bot.Tests.Incidents;

public sealed class VerbsTests
{
    [Theory]
    [InlineData("resolve", "resolve")]
    [InlineData("reslove", "resolve")]
    [InlineData("RESOLVE it was the disk", "resolve")]
    [InlineData("resolve abc", "resolve")]
    [InlineData("resolve!", "resolve")]
    [InlineData("ersolve", "resolve")]
    [InlineData("reopn", "reopen")]
    [InlineData("re-open", "reopen")]
    [InlineData("reopened 12", "reopen")]
    [InlineData("reopened", "reopen")]
    [InlineData("lead @ben", "lead")]
    [InlineData("laed @ben", "lead")]
    [InlineData("leads", "lead")]
    [InlineData("severity critical", "severity")]
    [InlineData("serverity critical", "severity")]
    [InlineData("udpate root cause found", "update")]
    [InlineData("pudate", "update")]
    [InlineData("update: root cause found", "update")]
    [InlineData("update on revenue is missing", "update")]
    [InlineData("stauts fixing", "status")]
    [InlineData("statsu", "status")]
    [InlineData("tiemline", "timeline")]
    [InlineData("declien 3", "decline")]
    [InlineData("renmae orders are late in the mart", "rename")]
    [InlineData("delcare resolve customs dispute", "declare")]
    [InlineData("declare", "declare")]
    [InlineData("list", "list")]
    [InlineData("lsit", "list")]
    [InlineData("list all", "list")]
    [InlineData("lst all incidents", "list")]
    [InlineData("lists", "list")]
    [InlineData("alert", "alerts")]
    [InlineData("allerts today", "alerts")]
    [InlineData("ack", "acknowledge")]
    [InlineData("acknowledge 12", "acknowledge")]
    [InlineData("aknowledge", "acknowledge")]
    [InlineData("take INC-12", "acknowledge")]
    [InlineData("I'm on it", "acknowledge")]
    [InlineData("who", "who")]
    [InlineData("who is on call?", "who")]
    [InlineData("hepl", "help")]
    [InlineData("help me", "help")]
    [InlineData("setings", "settings")]
    [InlineData("set-up", "setup")]
    public void A_verb_or_a_slip_of_one_decides(string text, string verb) => Assert.Equal(verb, Verbs.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("orders are late")]
    [InlineData("releases fail")]
    [InlineData("take rate is wrong")]
    [InlineData("knowledge base is empty")]
    [InlineData("later")]
    [InlineData("leads are late")]
    [InlineData("load failed")]
    [InlineData("last load failed")]
    [InlineData("updates of orders are missing")]
    [InlineData("updated table is empty")]
    [InlineData("upload fails")]
    [InlineData("remove duplicates fails")]
    [InlineData("revolve is not resolve")]
    [InlineData("report is empty")]
    [InlineData("deadline missed")]
    [InlineData("declined payments are double")]
    [InlineData("security tables are gone")]
    [InlineData("severe delay in orders")]
    [InlineData("state of orders is wrong")]
    [InlineData("stats are wrong")]
    [InlineData("static assets are missing")]
    [InlineData("stage is full")]
    [InlineData("start of day job failed")]
    [InlineData("alert on main")]
    [InlineData("alerts are late")]
    [InlineData("agents get no tickets")]
    [InlineData("list of customers is empty")]
    [InlineData("lint fails on main")]
    [InlineData("helm release fails")]
    [InlineData("help desk tickets are late")]
    [InlineData("settings page is down")]
    [InlineData("setup of the warehouse fails")]
    [InlineData("steps are missing")]
    [InlineData("who deleted orders")]
    [InlineData("how many orders")]
    [InlineData("timezone of the mart is wrong")]
    [InlineData("pipeline stuck")]
    [InlineData("open orders are missing")]
    [InlineData("remodel failed")]
    [InlineData("R&D loads > 5h late")]
    [InlineData("12")]
    [InlineData("订单延迟")]
    [InlineData("@ben says orders are late")]
    public void Anything_else_begins_a_name(string text) => Assert.Null(Verbs.Of(text));

    [Fact]
    public void One_slip_in_a_verb_of_any_length_is_understood()
    {
        var slip = from verb in Gen.OneOf([.. Verbs.OfIncident.Select(Gen.Const)])
                   from at in Gen.Int[0, verb.Length - 2]
                   select (verb, verb[..at] + verb[at + 1] + verb[at] + verb[(at + 2)..]);
        slip.Sample(s => Assert.Equal(s.verb, Verbs.Of(s.Item2)));
    }

    [Theory]
    [InlineData("close", "resolve")]
    [InlineData("close 12", "resolve")]
    [InlineData("fixed", "resolve")]
    [InlineData("assign @ben", "lead")]
    [InlineData("close of the month is wrong", null)]
    [InlineData("fix for orders broke stock", null)]
    public void Words_of_other_tools_are_understood_where_they_cannot_be_a_name(string text, string? verb) => Assert.Equal(verb, Verbs.Of(text));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("resolve", "reslove", 1)]
    [InlineData("lead", "laed", 1)]
    [InlineData("lead", "deal", 2)]
    [InlineData("reopen", "open", 2)]
    [InlineData("list", "alerts", 4)]
    public void Letters_apart_are_counted(string one, string other, int apart)
    {
        Assert.Equal(apart, Spelling.Apart(one, other));
        Assert.Equal(apart, Spelling.Apart(other, one));
    }
}
