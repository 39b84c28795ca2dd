namespace Replicated.Audit;

/// <summary>Why an access to a replicated member that could write it needs no helper.</summary>
public enum Explanation
{
    /// <summary>Nobody knows the object before its base constructor is called.</summary>
    BeforeTheBaseCall,

    /// <summary>A store of a generic type's initialiser, followed by a mark of the statics where they are announced already.</summary>
    TypeInitialiser,

    /// <summary>A readonly member of <c>this</c>, whose store is followed by its mark.</summary>
    ReadonlyStoreMarked,

    /// <summary>Nothing is written through the address.</summary>
    AddressOnlyRead,

    /// <summary>Each write through the address is followed by the mark, each call that gets it marks on its way out.</summary>
    AddressMarkedAfterEachWrite,

    /// <summary>The member is compared at each capture, so whatever is written through the address is found.</summary>
    AddressOfComparedMember,

    /// <summary>The weaver's own method, which marks or must not.</summary>
    GeneratedMethod,
}
