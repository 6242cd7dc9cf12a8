namespace Bot.Sandbox;

/// <summary>The bytes of uploaded files, a file each by id, written once.</summary>
sealed class FileFolder(string path)
{
    public void Write(StoredFile file)
    {
        var target = Path.Combine(path, file.Id);
        if (File.Exists(target)) return;
        Directory.CreateDirectory(path);
        File.WriteAllBytes(target + ".new", file.Bytes.Span);
        File.Move(target + ".new", target, overwrite: true);
    }

    /// <summary>Null when somebody took it away.</summary>
    public byte[]? Read(string id) => File.Exists(Path.Combine(path, id)) ? File.ReadAllBytes(Path.Combine(path, id)) : null;
}
