using System.Globalization;

namespace Bot.PullRequests.Issues;

/// <summary>The issue of a follow-up on GitHub, as it is stored. Times are unix milliseconds of workspace time.</summary>
public sealed class IssueRow
{
    public long FollowUp { get; init; }

    /// <summary>Of which repository it is, such as acme/dbt.</summary>
    public required string Repository { get; init; }
    public long? RepositoryId { get; init; }

    /// <summary>What stands in its text unseen, by which it is found where the answer got lost.</summary>
    public required string Mark { get; init; }

    /// <summary>Its number there, once it is made.</summary>
    public long? Number { get; init; }
    public string? Url { get; init; }
    public required string WantedBy { get; init; }
    public long WantedAt { get; init; }

    /// <summary>When it was last tried to make it, in wire time.</summary>
    public long? AttemptedAt { get; init; }

    /// <summary>How it stands there, as far as is known, and since when GitHub says so.</summary>
    public bool Closed { get; init; }
    public long? SeenAt { get; init; }

    /// <summary>When the bot asked GitHub to close it, in wire time; null once it is known what came of that.</summary>
    public long? Closing { get; init; }

    /// <summary>The same of opening it again.</summary>
    public long? Opening { get; init; }

    /// <summary>When GitHub is asked next; null where nothing is expected of that.</summary>
    public long? LookAt { get; init; }

    /// <summary>Why it is not as it should be; null where it is.</summary>
    public string? Trouble { get; init; }

    /// <summary>GitHub does not let the bot make it, so that there is none.</summary>
    public bool IsRefused => Number is null && Trouble is not null;

    /// <summary>It was tried to make it, and GitHub did not answer.</summary>
    public bool IsTriedAgain => Number is null && Trouble is null && LookAt is not null;

    /// <summary>The bot asked GitHub for just that, and does not know yet what came of it.</summary>
    public bool IsAsked(bool toClose) => (toClose ? Closing : Opening) is not null;

    /// <summary>"acme/dbt#12".</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Repository}#{Number}");

    public string Subject => SubjectOf(FollowUp);

    public static string SubjectOf(long followUp) => string.Create(CultureInfo.InvariantCulture, $"issue:{followUp}");
}
