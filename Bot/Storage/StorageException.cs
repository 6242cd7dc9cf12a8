using System.Data.Common;
using Bot.Slack;

namespace Bot.Storage;

/// <summary>
/// The store could not keep or find something. The message is one sentence that says what is wrong with it and what to do.
/// </summary>
public sealed class StorageException(string message, DbException cause, bool isAway = false)
    : UnkeptException(message, isAway, cause);
