using System.Data.Common;

namespace Bot.Storage;

/// <summary>The store had not answered when whoever asked could wait no longer.</summary>
public sealed class SilentException() : DbException("It does not answer");
