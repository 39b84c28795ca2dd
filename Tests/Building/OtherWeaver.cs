using Replicated.Tests.Weaving;

namespace Replicated.Tests.Building;

/// <summary>A weaver that is not ours, in the build of a project. It says in which process it runs, and adds a store to <c>Account.N</c> to each method called <c>Add</c>.</summary>
static class OtherWeaver
{
    /// <summary>What the project lists to have it.</summary>
    internal const string Item = "<WeaverFiles Include=\"$(MSBuildProjectDirectory)/Other.Fody.dll\" />";

    /// <summary>In the project's folder; what it holds says how the weaver is to fail. It is no input of the build.</summary>
    internal const string Order = "other.txt";

    const string Source = """
        using System.IO;
        using System.Linq;
        using Mono.Cecil;
        using Mono.Cecil.Cil;

        public class ModuleWeaver : Fody.BaseModuleWeaver
        {
            public override void Execute()
            {
                WriteMessage($"built in process {Environment.ProcessId}", Fody.MessageImportance.High);
                string order = Path.Combine(ProjectDirectoryPath, "other.txt");
                switch (File.Exists(order) ? File.ReadAllText(order) : "")
                {
                    case "error": WriteError("as told"); break;
                    case "exception": throw new Fody.WeavingException("as told");
                    case "crash": throw new InvalidOperationException("as told");
                    case "unwritable": Insert(Instruction.Create(OpCodes.Call, Foreign())); break;
                    case "native": ModuleDefinition.Attributes &= ~ModuleAttributes.ILOnly; break;
                    default:
                        var field = ModuleDefinition.GetTypes().Single(type => type.Name == "Account").Fields.Single(field => field.Name == "N");
                        Insert(Instruction.Create(OpCodes.Ldarg_0), Instruction.Create(OpCodes.Ldc_I4_7), Instruction.Create(OpCodes.Stfld, field));
                        break;
                }
            }

            void Insert(params Instruction[] code)
            {
                foreach (var method in ModuleDefinition.GetTypes().SelectMany(type => type.Methods).Where(method => method.Name == "Add"))
                {
                    for (int i = 0; i < code.Length; i++)
                        method.Body.Instructions.Insert(i, code[i]);
                }
            }

            static MethodReference Foreign()
            {
                var module = ModuleDefinition.CreateModule("Foreign", ModuleKind.Dll);
                var method = new MethodDefinition("Foreign", MethodAttributes.Static, module.TypeSystem.Void);
                module.Types[0].Methods.Add(method);
                return method;
            }

            public override IEnumerable<string> GetAssembliesForScanning() => new string[0];
        }
        """;

    static readonly Lazy<CompiledSample> weaver = new(() => SampleCompiler.Compile(
        Source, name: "Other.Fody", references: [Reference(typeof(global::Fody.BaseModuleWeaver)), Reference(typeof(Mono.Cecil.ModuleDefinition))]));

    internal static void WriteTo(WovenProject project) => File.WriteAllBytes(project.PathOf("Other.Fody.dll"), weaver.Value.Assembly);

    static CompiledSample Reference(Type type) => new(type.Assembly.GetName().Name!, File.ReadAllBytes(type.Assembly.Location), []);
}
