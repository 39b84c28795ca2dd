using Replicated;

namespace Orders;

/// <summary>The state of the shop: an ordinary object, made by the container and marked once.</summary>
[Replicated]
public sealed class OrderBook
{
    int lastNumber;

    public List<Order> Orders { get; } = [];

    public Order Place(string article, int quantity)
    {
        var order = new Order { Number = ++lastNumber, Article = article, Quantity = quantity };
        Orders.Add(order);
        return order;
    }

    public Order? Ship(int number, DateTime now)
    {
        Order? order = Orders.Find(order => order.Number == number);
        if (order is not null)
            order.Shipped ??= now;
        return order;
    }
}

[Replicated]
public sealed class Order
{
    public required int Number { get; init; }

    public required string Article { get; init; }

    public required int Quantity { get; init; }

    public DateTime? Shipped { get; set; }
}
