using System.Data.Common;

namespace Bot.Storage;

/// <summary>Somebody has the store alone just now, to move what it holds.</summary>
public sealed class MovedException() : DbException("It is being moved");
