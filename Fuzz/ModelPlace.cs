namespace Fuzz;

/// <summary>Where the types are that methods work on.</summary>
enum ModelPlace
{
    /// <summary>In the assembly of the methods.</summary>
    Here,

    /// <summary>In another woven assembly, whose internal members the methods may name.</summary>
    Friend,

    /// <summary>In another woven assembly, which shows the methods only what it shows to all.</summary>
    Stranger,

    /// <summary>In another woven assembly; the methods stand in classes that derive from those of a third, which derive from the model's.</summary>
    Chained,
}
