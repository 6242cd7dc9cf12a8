using System.Text.Json.Nodes;

namespace Bot.Sandbox.Seed;

/// <summary>An alert as the demo's CI sends it.</summary>
static class SeedAlert
{
    /// <param name="job">The job that it is about.</param>
    /// <param name="says">What went wrong.</param>
    /// <param name="status">firing or resolved.</param>
    /// <param name="branch">Where it ran.</param>
    /// <param name="impact">Who feels it; null where CI does not know.</param>
    /// <param name="run">Which of its runs, where several follow each other closely.</param>
    public static string Body(
        string job, string says, string status, string branch = "main", string? impact = null, string run = "")
    {
        var metadata = new JsonObject
        {
            ["source_url"] = $"https://circleci.example/jobs/{job}{run}",
            ["repository"] = "acme/dbt",
            ["branch"] = branch,
            ["environment"] = "production",
            ["job"] = job,
        };
        if (impact is not null) metadata["impact"] = impact;
        return Json.Write(new JsonObject
        {
            ["title"] = $"{job} failed",
            ["description"] = says,
            ["status"] = status,
            ["metadata"] = metadata,
        });
    }
}
