using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Replicated.Takeover;

/// <summary>What the platform can do and .NET does not offer.</summary>
internal static partial class Posix
{
    internal const int SigInt = 2;
    internal const int SigTerm = 15;

    /// <summary>Makes a rename in the folder outlast a loss of power. Not possible on Windows, where it is not needed for a killed process.</summary>
    internal static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
            throw Failed(folder);
        try
        {
            if (Fsync(descriptor) != 0)
                throw Failed(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>The path without links, as the platform's host names the program it runs; the path itself where that cannot be had.</summary>
    internal static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
            return full;
        var found = RealPath(full, 0);
        if (found == 0)
            return full;
        var real = Marshal.PtrToStringUTF8(found)!;
        Free(found);
        return real;
    }

    static IOException Failed(string folder) => new($"the folder {folder} cannot be flushed to disk: {Marshal.GetLastPInvokeErrorMessage()}");

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int process, int signal);

    /// <summary>Ends the process without exit handlers. Does not return.</summary>
    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "_exit")]
    internal static partial void Exit(int exitCode);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "getpgrp")]
    internal static partial int ProcessGroup();

    /// <returns>The process group that the terminal sends its signals to; -1 if the descriptor is no terminal.</returns>
    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "tcgetpgrp", SetLastError = true)]
    internal static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint pointer);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
