using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>More members than there are bits.</summary>
public class Many : Piece
{
    int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9;
    int c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9;
    int e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9;
    Piece? piece;
    string? text;

    internal override int OwnWays => 8;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0: (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9) = (a9, a0, a1, a2, a3, a4, a5, a6, a7, a8 + 1); break;
            case 1: (b0, b1, b2, b3, b4, b5, b6, b7, b8, b9) = (b9, b0, b1, b2, b3, b4, b5, b6, b7, b8 + 1); break;
            case 2: (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9) = (c9, c0, c1, c2, c3, c4, c5, c6, c7, c8 + 1); break;
            case 3: (d0, d1, d2, d3, d4, d5, d6, d7, d8, d9) = (d9, d0, d1, d2, d3, d4, d5, d6, d7, d8 + 1); break;
            case 4: (e0, e1, e2, e3, e4, e5, e6, e7, e8, e9) = (e9, e0, e1, e2, e3, e4, e5, e6, e7, e8 + 1); break;
            case 5: (f0, f1, f2, f3, f4, f5, f6, f7, f8, f9) = (f9, f0, f1, f2, f3, f4, f5, f6, f7, f8 + 1); break;
            case 6: piece = source.Piece(); break;
            case 7: text = source.Make<string>(); break;
        }
    }
}
