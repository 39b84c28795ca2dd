using System.Diagnostics;

namespace LedgerDemo;

/// <summary>A process that this one did not start itself, known by its id and the moment it started, so that an id used again is never hit.</summary>
sealed record OtherProcess(int Id, DateTime Started)
{
    /// <returns>Null if no process has the id.</returns>
    internal static OtherProcess? Find(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return IsZombie(id) ? null : new OtherProcess(id, process.StartTime);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    internal bool IsAlive => Find(Id) == this;

    /// <summary>SIGKILL, or what the platform has for it.</summary>
    internal void Kill()
    {
        try
        {
            if (!IsAlive)
                return;
            using Process process = Process.GetProcessById(Id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended between the look and the kill, which is what was wanted.
        }
    }

    /// <summary>A process that has ended keeps its id until its parent asks for its exit code; some containers have nobody who asks.</summary>
    static bool IsZombie(int id)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] is 'Z' or 'X';
        }
        catch (IOException)
        {
            return true;
        }
    }
}
