using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Objects of classes that derive from collections in the order in which they are filled, held as what they are and as less.</summary>
public sealed class Derivations<T> : Piece
{
    Pile<T>? pile;
    Stock? stock;
    LineQueue<T>? line;
    Chain<T>? chain;
    LinkedListNode<T?>? node;
    Sheet<T>? sheet;
    Screen<T>? screen;
    Roll? roll;
    List<T?>? list;
    IReadOnlyList<T?>? behind;
    object? any;

    internal override int OwnWays => 12;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0: pile = source.Replaces(pile, () => [], out var ofPile) ? ofPile : Changed(pile!, source); break;
            case 1 when pile is not null: (pile.Label, pile.Owner) = (source.Next(9), source.Piece()); break;
            case 2: stock = source.Replaces(stock, () => [], out var ofStock) ? ofStock : Changed(stock!, source); break;
            case 3: line = source.Replaces(line, () => new(), out var ofLine) ? ofLine : Changed(line!, source); break;
            case 4: chain = source.Replaces(chain, () => new(), out var ofChain) ? ofChain : Changed(chain!, source); break;
            case 5: node = source.OneIn(4) ? null : LinkedLists.Node(chain, node, source); break;
            case 6: sheet = source.Replaces(sheet, () => [], out var ofSheet) ? ofSheet : (Sheet<T>)Lists.Change(sheet!, source); break;
            case 7: screen = source.Replaces(screen, () => [], out var ofScreen) ? ofScreen : (Screen<T>)Lists.Change(screen!, source); break;
            case 8: roll = source.Replaces(roll, () => [], out var ofRoll) ? ofRoll : Changed(roll!, source); break;
            case 9: list = source.OneIn(3) ? [source.Make<T>()] : pile; break;
            case 10: behind = source.OneIn(2) ? sheet : source.OneIn(2) ? pile : screen; break;
            case 11: any = source.Next(6) switch { 0 => pile, 1 => stock, 2 => line, 3 => chain, 4 => roll, _ => null }; break;
        }
    }

    static Pile<T> Changed(Pile<T> pile, Source source)
    {
        if (source.OneIn(3))
            pile.Add(source.Make<T>());
        else
            Lists.Change(pile, source);
        return pile;
    }

    static Stock Changed(Stock stock, Source source)
    {
        switch (source.Next(5))
        {
            case 0: stock.Add(stock); break;
            case 1: stock.Next = source.OneIn(2) ? stock : source.Held<Stock>(); break;
            case 2: stock.Same = source.OneIn(3) ? null : stock; break;
            case 3: stock.Add(source.Held<Stock>()); break;
            default: Lists.Change(stock, source); break;
        }
        return stock;
    }

    static LineQueue<T> Changed(LineQueue<T> line, Source source)
    {
        line.Label += source.Next(2);
        Queues.Change(line, source);
        return line;
    }

    static Chain<T> Changed(Chain<T> chain, Source source)
    {
        chain.Label += source.Next(2);
        LinkedLists.Change(chain, source);
        return chain;
    }

    static Roll Changed(Roll roll, Source source)
    {
        string item = $"{source.Next(7)}";
        if (source.OneIn(4))
            roll.Label++;
        if (source.OneIn(9))
            roll.Clear();
        else if (source.OneIn(6))
            roll.Insert(0, null);
        else if (!roll.Remove(item))
            roll.Insert(source.Next(roll.Count + 1), item);
        return roll;
    }
}

/// <summary>Objects of classes that derive from collections that find what is in them by a key.</summary>
public sealed class DerivedTables<TKey, TValue> : Piece
    where TKey : notnull
{
    Book<TKey, TValue>? book;
    Names<TKey>? names;
    Ranks<TKey>? ranks;
    Rows<TKey, TValue>? rows;
    Board<TKey, TValue>? board;
    Dictionary<TKey, TValue?>? map;
    IDictionary<TKey, TValue?>? behind;
    object? any;

    internal override int OwnWays => 8;

    static TKey Key(Source source) => Keys.Of<TKey>(source);

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0: book = source.Replaces(book, () => new(Keys.Equality<TKey>(source)), out var ofBook) ? ofBook : (Book<TKey, TValue>)Maps.Change(book!, source, () => Key(source)); break;
            case 1: names = source.Replaces(names, () => new(Keys.Equality<TKey>(source)), out var ofNames) ? ofNames : (Names<TKey>)Sets.Change(names!, source, () => Key(source)); break;
            case 2: ranks = source.Replaces(ranks, () => new(Keys.Order<TKey>(source)), out var ofRanks) ? ofRanks : (Ranks<TKey>)Sets.Change(ranks!, source, () => Key(source)); break;
            case 3: rows = source.Replaces(rows, () => new(Keys.Order<TKey>(source)), out var ofRows) ? ofRows : (Rows<TKey, TValue>)Maps.Change(rows!, source, () => Key(source)); break;
            case 4: board = source.Replaces(board, () => new(Keys.Equality<TKey>(source)), out var ofBoard) ? ofBoard : (Board<TKey, TValue>)Maps.Change(board!, source, () => Key(source)); break;
            case 5: Relabel(source.Next(9)); break;
            case 6: (map, behind) = (source.OneIn(3) ? [] : book, source.OneIn(3) ? rows : source.OneIn(2) ? board : book); break;
            case 7: any = source.Next(6) switch { 0 => book, 1 => names, 2 => ranks, 3 => rows, 4 => board, _ => null }; break;
        }
    }

    void Relabel(int number)
    {
        if (book is not null)
            book.Label = number;
        if (names is not null)
            names.Label = $"{number}";
        if (ranks is not null)
            ranks.Label = null;
        if (rows is not null)
            rows.Label = number;
        if (board is not null)
            board.Label++;
    }
}
