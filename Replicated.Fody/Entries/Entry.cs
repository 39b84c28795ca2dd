using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Replicated.Fody.Entries;

/// <summary>Puts code at the entry of methods: it runs once for each call, before what the user wrote.</summary>
/// <remarks>
/// Change scopes that are methods, and recorded functions, begin so. An async method or iterator is hooked where it is called, not where it
/// goes on: at the method that the user wrote.
/// </remarks>
internal static class Entry
{
    // int Count(int from)
    // {
    //     Hook();
    //     while (true) { ... }      // a loop back to the first statement does not come by the hook again
    // }
    /// <param name="method">One that <see cref="HookRefusal.OfEntry"/> has nothing against.</param>
    /// <param name="code">Without branches; it takes nothing from the stack and leaves nothing there.</param>
    /// <returns>
    /// False where nothing is to be put: a constructor that calls another one of its class, in which the hook is run. In that of a struct it
    /// runs in both, since a struct has no base class whose constructor is called once.
    /// </returns>
    internal static bool Insert(MethodDefinition method, IReadOnlyList<Instruction> code)
    {
        var baseCall = method.IsConstructor && !method.IsStatic && !method.DeclaringType.IsValueType ? BaseCallOf(method) : null;
        if (baseCall != null && ((MethodReference)baseCall.Operand).DeclaringType.GetElementType() == method.DeclaringType)
            return false;
        method.Body.SimplifyMacros();
        var instructions = method.Body.Instructions;
        int index = baseCall == null ? 0 : instructions.IndexOf(baseCall) + 1;
        var first = instructions[index];
        // Nothing is made to lead to the new code: it is reached by falling into it only, and a try block that begins here begins after it.
        foreach (var instruction in code)
            instructions.Insert(index++, instruction);
        if (baseCall == null)
            TakeOverPlace(method.DebugInformation, first, code[0]);
        method.Body.OptimizeMacros();
        return true;
    }

    /// <summary>The first call of a constructor of the base class or the own one: until then no code may use the object.</summary>
    internal static Instruction? BaseCallOf(MethodDefinition constructor) => constructor.Body.Instructions.FirstOrDefault(instruction =>
        instruction.OpCode.Code == Code.Call
        && instruction.Operand is MethodReference { Name: ".ctor" } called
        && (IsSame(called.DeclaringType, constructor.DeclaringType.BaseType) || IsSame(called.DeclaringType, constructor.DeclaringType)));

    static bool IsSame(TypeReference one, TypeReference? other) => one.GetElementType().FullName == other?.GetElementType().FullName;

    /// <summary>The line of the method's first statement is that of the hook, too, so that a debugger stops there before the hook has run.</summary>
    static void TakeOverPlace(MethodDebugInformation symbols, Instruction first, Instruction hook)
    {
        if (!symbols.HasSequencePoints)
            return;
        var points = symbols.SequencePoints;
        bool begins = points[0].Offset == first.Offset;
        points.Insert(0, begins ? At(hook, points[0]) : Hidden(hook, points[0].Document));
        if (begins)
            points.RemoveAt(1);
        if (symbols.Scope is { } scope)
            scope.Start = new InstructionOffset(hook);
    }

    static SequencePoint At(Instruction instruction, SequencePoint place) => new(instruction, place.Document)
    {
        StartLine = place.StartLine,
        StartColumn = place.StartColumn,
        EndLine = place.EndLine,
        EndColumn = place.EndColumn,
    };

    static SequencePoint Hidden(Instruction instruction, Document document)
    {
        const int hidden = 0xfeefee;
        return new(instruction, document) { StartLine = hidden, EndLine = hidden };
    }
}
