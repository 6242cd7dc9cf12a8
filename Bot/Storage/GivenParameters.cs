using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Storage;

/// <summary>A value for a statement, before it is known which prepared one will take it.</summary>
sealed class GivenParameter : DbParameter
{
    DbType? type;

    public override DbType DbType
    {
        get => type ?? DbType.Object;
        set => type = value;
    }

    public override ParameterDirection Direction { get; set; } = ParameterDirection.Input;
    public override bool IsNullable { get; set; }

    /// <summary>Without the sign that stands before it in the text.</summary>
    [AllowNull]
    public override string ParameterName
    {
        get;
        set => field = value is ['@', .. var bare] ? bare : value ?? "";
    } = "";

    public override int Size { get; set; }

    [AllowNull]
    public override string SourceColumn { get; set; } = "";
    public override bool SourceColumnNullMapping { get; set; }
    public override object? Value { get; set; }

    public override void ResetDbType() => type = null;

    /// <summary>Whether it was made for the parameter of this name.</summary>
    public bool IsFor(DbParameter kept) =>
        kept.ParameterName is ['@', ..] name && name.AsSpan(1).SequenceEqual(ParameterName);

    /// <summary>Adds a parameter of this name; with its sign SQLite finds it at once.</summary>
    public void AddTo(DbCommand command)
    {
        var kept = command.CreateParameter();
        kept.ParameterName = $"@{ParameterName}";
        command.Parameters.Add(kept);
    }

    public void PutInto(DbParameter kept)
    {
        if (type is null) kept.ResetDbType();
        else if (kept.DbType != type) kept.DbType = type.Value;
        kept.Value = Value ?? DBNull.Value;
    }
}

/// <summary>The values for one run of a statement, in their order.</summary>
sealed class GivenParameters : DbParameterCollection
{
    readonly List<GivenParameter> all = [];

    public override int Count => all.Count;
    public override object SyncRoot => all;

    /// <summary>Gives the values to a prepared statement, which keeps its parameters from run to run.</summary>
    public void PutInto(DbCommand prepared)
    {
        var kept = prepared.Parameters;
        if (!AreFor(kept))
        {
            kept.Clear();
            foreach (var one in all) one.AddTo(prepared);
        }

        for (var i = 0; i < all.Count; i++) all[i].PutInto(kept[i]);
    }

    bool AreFor(DbParameterCollection kept)
    {
        if (kept.Count != all.Count) return false;
        for (var i = 0; i < all.Count; i++)
            if (!all[i].IsFor(kept[i]))
                return false;
        return true;
    }

    public override int Add(object value)
    {
        all.Add((GivenParameter)value);
        return all.Count - 1;
    }

    public override void AddRange(Array values) => all.AddRange(values.Cast<GivenParameter>());
    public override void Clear() => all.Clear();
    public override bool Contains(object value) => all.Contains((GivenParameter)value);
    public override bool Contains(string value) => IndexOf(value) >= 0;
    public override void CopyTo(Array array, int index) => ((ICollection)all).CopyTo(array, index);
    public override IEnumerator GetEnumerator() => all.GetEnumerator();
    public override int IndexOf(object value) => all.IndexOf((GivenParameter)value);
    public override int IndexOf(string parameterName) => all.FindIndex(p => p.ParameterName == parameterName);
    public override void Insert(int index, object value) => all.Insert(index, (GivenParameter)value);
    public override void Remove(object value) => all.Remove((GivenParameter)value);
    public override void RemoveAt(int index) => all.RemoveAt(index);
    public override void RemoveAt(string parameterName) => all.RemoveAt(IndexOf(parameterName));
    protected override DbParameter GetParameter(int index) => all[index];
    protected override DbParameter GetParameter(string parameterName) => all[IndexOf(parameterName)];
    protected override void SetParameter(int index, DbParameter value) => all[index] = (GivenParameter)value;

    protected override void SetParameter(string parameterName, DbParameter value) =>
        all[IndexOf(parameterName)] = (GivenParameter)value;
}
