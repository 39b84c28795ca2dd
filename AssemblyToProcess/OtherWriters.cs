using System;
using System.Runtime.InteropServices;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Group 8: members that others write.</summary>
[Replicated]
public class OtherWriters
{
    public int number;
    public Point point;

    internal string? Text { get; set; }

    public void Row105_another_type_of_the_assembly(int n) => Another.Write(this, n);

    public void Row111_native_code_through_a_ref(int n)
    {
        if (OperatingSystem.IsWindows())
            number += n + 1;
        else
            Another.Fill(ref number, n + 1, sizeof(int));
    }

    /// <summary>The delegate goes through native code, which gets a pinned copy or the address itself.</summary>
    public void Row111_native_code_through_a_delegate(int n)
    {
        Another.NativeWriter write = (ref int target) => target += n + 1;
        var native = Marshal.GetDelegateForFunctionPointer<Another.NativeWriter>(Marshal.GetFunctionPointerForDelegate(write));
        native(ref number);
        native(ref point.X);
        GC.KeepAlive(write);
    }
}

static class Another
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void NativeWriter(ref int target);

    internal static void Write(OtherWriters writers, int n)
    {
        writers.number = n + 1;
        writers.point.Y += n;
        writers.Text = "by another";
        (writers.point.X, writers.number) = (writers.number, writers.point.X + 1);
    }

    [DllImport("libc", EntryPoint = "memset")]
    internal static extern nint Fill(ref int at, int value, nint bytes);
}
