namespace Replicated.Tests.House;

public class When_a_script_is_added
{
    static readonly string[] known = ["build/test", "build/bench"];

    static IEnumerable<string> Scripts() => Repository.Files().Where(IsScript);

    static bool IsScript(string file) => file.StartsWith("build/", StringComparison.Ordinal) && !System.IO.Path.HasExtension(file);

    [Test]
    public void the_scripts_are_found() => Assert.That(Scripts(), Is.SupersetOf(known));

    [TestCaseSource(nameof(Scripts))]
    public void it_starts_with_the_shell_that_runs_it(string script)
        => Assert.That(Repository.Read(script), Does.StartWith("#!/bin/sh\n").Or.StartWith("#!/usr/bin/env bash\n"));

    [TestCaseSource(nameof(Scripts))]
    public void it_is_executable(string script)
    {
        const UnixFileMode everyone = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

        if (OperatingSystem.IsWindows())
            Assert.Ignore("files have no executable bit there");
        else
            Assert.That(File.GetUnixFileMode(Repository.Path(script)) & everyone, Is.EqualTo(everyone));
    }

    [TestCaseSource(nameof(Scripts))]
    public void it_has_a_twin_for_windows(string script) => Assert.That(Repository.Path(script + ".ps1"), Does.Exist);

    [Test]
    public void each_one_for_windows_has_a_twin()
    {
        var twins = Repository.Files().Where(file => file.EndsWith(".ps1", StringComparison.Ordinal)).Select(file => file[..^".ps1".Length]);

        Assert.That(twins, Is.SubsetOf(Scripts()));
    }
}
