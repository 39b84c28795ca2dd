using System.ComponentModel;

namespace Benchmarks.Store;

/// <summary>Change tracking as it is written by hand: a setter that compares and raises an event.</summary>
public sealed class NotifyingAccount : INotifyPropertyChanged
{
    static readonly PropertyChangedEventArgs balanceChanged = new(nameof(Balance));

    long balance;

    public event PropertyChangedEventHandler? PropertyChanged;

    public long Balance
    {
        get => balance;
        set
        {
            if (balance == value)
                return;
            balance = value;
            PropertyChanged?.Invoke(this, balanceChanged);
        }
    }
}
