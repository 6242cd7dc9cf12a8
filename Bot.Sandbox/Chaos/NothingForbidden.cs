using System.Data;
using Dapper;

namespace Bot.Sandbox.Chaos;

/// <summary>A guest, and somebody of another company, have changed nothing.</summary>
static class NothingForbidden
{
    public static IEnumerable<string> Broken(ChaosScene scene, IDbConnection db)
    {
        foreach (var handle in ChaosScene.Outsiders)
        {
            var id = scene.Workspace.People[handle].Id;
            foreach (var verb in db.Query<string>("select subject || ' ' || verb from history where actor = @id", new { id }))
                yield return $"{handle} did {verb}";
        }

        foreach (var name in db.Query<string>(
            """
            select name from incidents where name like '%outsider%'
            union all select title from follow_ups where title like '%outsider%'
            """))
            yield return $"an outsider made “{name}”";
        if (NothingLost.Count(db, "select count(*) from requests where words like '%outsider%'") > 0)
            yield return "an outsider made a request";
    }
}
