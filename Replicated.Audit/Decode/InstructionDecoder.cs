using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Replicated.Audit.Decode;

/// <summary>Turns the bytes of a body into instructions.</summary>
static class InstructionDecoder
{
    static readonly Dictionary<short, OpCode> opCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <exception cref="BadImageFormatException">The bytes are not instructions.</exception>
    internal static IReadOnlyList<Instruction> Decode(BlobReader bytes)
    {
        var instructions = new List<Instruction>();
        while (bytes.RemainingBytes > 0)
        {
            int offset = bytes.Offset;
            int value = bytes.ReadByte();
            if (value == 0xfe)
                value = 0xfe00 | bytes.ReadByte();
            if (!opCodes.TryGetValue((short)value, out var code))
                throw new BadImageFormatException($"no instruction is 0x{value:x} at IL_{offset:x4}");
            var (operand, targets) = ReadOperand(ref bytes, code);
            instructions.Add(new Instruction(instructions.Count, offset, bytes.Offset - offset, code, operand, targets));
        }
        return instructions;
    }

    static (int Operand, IReadOnlyList<int> Targets) ReadOperand(ref BlobReader bytes, OpCode code)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return (VariableIn(code), []);
            case OperandType.ShortInlineBrTarget:
                int shortDistance = bytes.ReadSByte();
                return (0, [bytes.Offset + shortDistance]);
            case OperandType.InlineBrTarget:
                int distance = bytes.ReadInt32();
                return (0, [bytes.Offset + distance]);
            case OperandType.InlineSwitch:
                return (0, ReadSwitch(ref bytes));
            case OperandType.ShortInlineI:
            case OperandType.ShortInlineVar:
                return (bytes.ReadByte(), []);
            case OperandType.InlineVar:
                return (bytes.ReadUInt16(), []);
            case OperandType.InlineI8:
            case OperandType.InlineR:
                return ((int)bytes.ReadInt64(), []);
            default:
                return (bytes.ReadInt32(), []);
        }
    }

    static int[] ReadSwitch(ref BlobReader bytes)
    {
        int count = bytes.ReadInt32();
        if (count < 0 || count > bytes.RemainingBytes / sizeof(int))
            throw new BadImageFormatException($"a switch has {count} targets");
        int[] targets = new int[count];
        for (int i = 0; i < count; i++)
            targets[i] = bytes.ReadInt32();
        for (int i = 0; i < count; i++)
            targets[i] += bytes.Offset;
        return targets;
    }

    /// <summary>The number in <c>ldloc.2</c>.</summary>
    static int VariableIn(OpCode code) =>
        code.Name is { } name && (name.StartsWith("ldarg.", StringComparison.Ordinal) || name.StartsWith("ldloc.", StringComparison.Ordinal) || name.StartsWith("stloc.", StringComparison.Ordinal))
            ? name[^1] - '0'
            : 0;
}
