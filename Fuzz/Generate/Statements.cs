namespace Fuzz.Generate;

/// <summary>Writes statements of all kinds.</summary>
sealed class Statements
{
    const int DepthMax = 4;

    readonly Draft draft;
    readonly Stores stores;
    readonly Kinds kinds;
    readonly Addresses addresses;
    readonly Blocks blocks;
    int depth;

    internal Statements(Draft draft)
    {
        this.draft = draft;
        Expressions = new Expressions(draft);
        stores = new Stores(draft, Expressions);
        kinds = new Kinds(draft, Expressions);
        addresses = new Addresses(draft, Expressions);
        blocks = new Blocks(draft, Expressions, Write);
    }

    internal Expressions Expressions { get; }

    internal void Write(int count)
    {
        depth++;
        for (int n = 0; n < count; n++)
        {
            draft.Left--;
            int kind = draft.Choose.Below(100);
            var all = kind < 45 || depth > DepthMax ? stores.All : kind < 52 ? kinds.All : kind < 72 ? addresses.All : blocks.All;
            draft.Choose.Of(all)();
        }
        depth--;
    }
}
