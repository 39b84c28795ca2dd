using System.Collections;

namespace AssemblyToProcess;

/// <summary>Bit arrays.</summary>
public partial class Watched
{
    readonly BitArray bits = new([0x5A5A5A5A, 0x0F1E2D3C, 7]);
    BitArray flags = new([true, false, true]);

    public void BitsSet() => bits[Draw(bits.Length)] ^= true;

    public void BitsSetTo() => bits.Set(Draw(bits.Length), Draw(2) == 0);

    public void BitsSetAll() => bits.SetAll(Draw(2) == 0);

    public void BitsLength() => bits.Length = 1 + Draw(100);

    public void BitsAnd() => bits.And(Mask());

    public void BitsOr() => bits.Or(Mask());

    public void BitsXor() => bits.Xor(Mask());

    public void BitsNot() => bits.Not();

    public void BitsLeftShift() => bits.LeftShift(Draw(5));

    public void BitsRightShift() => bits.RightShift(Draw(5));

    public void BitsThroughResult() => flags = flags.Not();

    public void BitsThroughMethod() => Flip(Flip(flags)).Length++;

    static BitArray Flip(BitArray all)
    {
        all[0] = !all[0];
        return all;
    }

    public void BitsNew() => flags = new BitArray(bits).Xor(Mask()).LeftShift(1);

    BitArray Mask()
    {
        var mask = new BitArray(bits.Length);
        for (int i = 0; i < mask.Length; i += 1 + Draw(9))
            mask[i] = true;
        return mask;
    }
}
