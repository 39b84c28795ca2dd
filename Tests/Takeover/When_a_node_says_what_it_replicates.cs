using AssemblyToProcess;
using Replicated.Frames;
using Replicated.Takeover;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Takeover;

[NonParallelizable]
public class When_a_node_says_what_it_replicates
{
    IReadOnlyList<TypeShape> types = [];

    [OneTimeSetUp]
    public void Read()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(Circle).Module.ModuleHandle);
        // A test before this one may have hidden the statics of this program.
        ProcessStatics.Program = typeof(Circle).Assembly;
        ProcessStatics.Limit();
        types = new ObjectState(WriterMode.Racing).Types;
        ProcessStatics.Program = null;
    }

    /// <summary>Was: a node of a program with an abstract replicated class did not start.</summary>
    [Test]
    public void an_abstract_class_is_not_named_but_its_members_are_those_of_who_derives_from_it()
    {
        Assert.That(types.Select(type => type.Name), Has.None.EqualTo(typeof(Shape).FullName));
        Assert.That(types.Single(type => type.Name == typeof(Circle).FullName).Members.Select(member => member.Name), Has.Some.EqualTo("Name").And.Some.EqualTo("Size"));
    }

    /// <summary>What the compiler names means the same in equal builds only.</summary>
    [Test]
    public void the_code_of_lambdas_and_iterators_is_told_too()
        => Assert.That(types.Single(type => type.Name == "the lambdas and iterators of AssemblyToProcess").Code, Has.Length.EqualTo(16));

    [Test]
    public void statics_are_named_too() => Assert.That(types, Has.Some.Property(nameof(TypeShape.Statics)).True);
}
