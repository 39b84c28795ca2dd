using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>
/// A lease in a folder of this machine: the process that holds the lock file is the holder, and the kernel frees the lock when the
/// process ends, however it ends. The record is a file beside it that outlives its writer.
/// </summary>
/// <remarks>Thread-safe. The folder holds one sub-folder per cluster.</remarks>
internal sealed class FileLeaseStore : ILeaseStore
{
    readonly string lockPath;
    readonly LeaseRecordFile recordFile;
    readonly Lock gate = new();

    /// <summary>Not null: held. Opened without sharing, which is a lock that child processes do not inherit.</summary>
    FileStream? lockFile;

    internal FileLeaseStore(string path, string cluster)
    {
        var folder = Path.Combine(Path.GetFullPath(path), cluster);
        Name = LeaseStores.FileScheme + path;
        lockPath = Path.Combine(folder, "lock");
        recordFile = new LeaseRecordFile(Path.Combine(folder, "lease.json"));
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The lease folder {folder} cannot be made ({failure.Message}). Make it writable for this user, or name another folder with --lease file:PATH.", failure);
        }
    }

    public string Name { get; }

    public LeaseRecord? Read() => recordFile.Read();

    public bool TryAcquire()
    {
        lock (gate)
        {
            if (lockFile is not null)
                return true;
            var opened = OpenLock();
            if (opened is null)
                return false;
            lockFile = opened;
            if (LockHolds())
                return true;
            Drop();
            throw new IOException($"The lock on {lockPath} excludes nobody, so two nodes could be active at once. File locks do not work on this file system, or are switched off (DOTNET_SYSTEM_IO_DISABLEFILELOCKING); name a folder on a local disk with --lease file:PATH.");
        }
    }

    public void Write(LeaseRecord record)
    {
        lock (gate)
        {
            if (lockFile is null)
                throw new InvalidOperationException("The lease record is written by the holder only, and this process does not hold the lease.");
            if (!LockHolds())
            {
                Drop();
                throw new IOException($"The lock file {lockPath} was deleted or replaced while this process held it, so the lease is lost and the record was not written. Leave the folder alone while a node runs.");
            }
            recordFile.Write(record);
        }
    }

    public void Release()
    {
        lock (gate)
            Drop();
    }

    public void Dispose() => Release();

    void Drop()
    {
        lockFile?.Dispose();
        lockFile = null;
    }

    /// <summary>A second attempt must fail, also in this process: if it succeeds, others succeed as well.</summary>
    bool LockHolds()
    {
        using var second = OpenLock();
        return second is null;
    }

    /// <returns>Null if the lock is held, by whomever.</returns>
    FileStream? OpenLock()
    {
        try
        {
            return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (IsLocked(failure))
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The lock file {lockPath} cannot be opened ({failure.Message}). Make the lease folder writable for this user, or name another one with --lease file:PATH.", failure);
        }
    }

    static bool IsLocked(IOException failure)
    {
        const int sharingViolation = unchecked((int)0x80070020);
        const int wouldBlockOnLinux = 11;
        const int wouldBlockOnMac = 35;
        return failure.HResult == (OperatingSystem.IsWindows() ? sharingViolation : OperatingSystem.IsLinux() ? wouldBlockOnLinux : wouldBlockOnMac);
    }
}
