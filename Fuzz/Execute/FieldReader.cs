using System.Reflection;
using System.Reflection.Emit;

namespace Fuzz.Execute;

/// <summary>Makes code that reads fields: reflection would take most of the time of a run.</summary>
static class FieldReader
{
    /// <summary>Reads the fields of an object, or of a boxed value; the object is null where they are static.</summary>
    internal static Func<object?, object?[]> Of(IReadOnlyList<FieldInfo> fields)
    {
        if (fields.Count == 0)
            return _ => [];
        var method = new DynamicMethod("Read", typeof(object?[]), [typeof(object)], fields[0].Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldc_I4, fields.Count);
        code.Emit(OpCodes.Newarr, typeof(object));
        for (int i = 0; i < fields.Count; i++)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldc_I4, i);
            if (!fields[i].IsStatic)
                LoadOwner(code, fields[i]);
            code.Emit(fields[i].IsStatic ? OpCodes.Ldsfld : OpCodes.Ldfld, fields[i]);
            code.Emit(OpCodes.Box, fields[i].FieldType);
            code.Emit(OpCodes.Stelem_Ref);
        }
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<object?, object?[]>>();
    }

    /// <summary>Reads the field of a struct that is a field.</summary>
    internal static Func<object, T> Of<T>(FieldInfo outer, FieldInfo inner)
    {
        var method = new DynamicMethod("Read", typeof(T), [typeof(object)], outer.Module, skipVisibility: true);
        var code = method.GetILGenerator();
        LoadOwner(code, outer);
        code.Emit(OpCodes.Ldflda, outer);
        code.Emit(OpCodes.Ldfld, inner);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<object, T>>();
    }

    /// <summary>Writes the field of a struct that is a field.</summary>
    internal static Action<object, T> Setter<T>(FieldInfo outer, FieldInfo inner)
    {
        var method = new DynamicMethod("Write", null, [typeof(object), typeof(T)], outer.Module, skipVisibility: true);
        var code = method.GetILGenerator();
        LoadOwner(code, outer);
        code.Emit(OpCodes.Ldflda, outer);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Stfld, inner);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Action<object, T>>();
    }

    static void LoadOwner(ILGenerator code, FieldInfo field)
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(field.DeclaringType!.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, field.DeclaringType);
    }
}
