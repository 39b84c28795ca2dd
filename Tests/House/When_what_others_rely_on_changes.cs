namespace Replicated.Tests.House;

public class When_what_others_rely_on_changes
{
    [Test]
    public void the_wire_schema_differs_from_its_approved_copy()
        => Approval.Check("replicated.proto", Repository.Read("Replicated.Runtime/Frames/replicated.proto"));

    [Test]
    public void the_public_surface_differs_from_its_approved_copy()
        => Approval.Check("Replicated.Runtime.txt", PublicSurface.Describe(typeof(Replication).Assembly));
}
