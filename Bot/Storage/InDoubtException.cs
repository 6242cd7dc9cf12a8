using System.Data.Common;

namespace Bot.Storage;

/// <summary>
/// The store did not answer when a change was to end, so nobody knows whether it was kept: it is not made again.
/// </summary>
public sealed class InDoubtException(DbException cause) : DbException(cause.Message, cause);
