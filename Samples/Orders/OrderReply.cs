namespace Orders;

/// <summary>A copy of an order for a reply, which is written after the lock is released.</summary>
sealed record OrderReply(int Number, string Article, int Quantity, DateTime? Shipped)
{
    internal OrderReply(Order order)
        : this(order.Number, order.Article, order.Quantity, order.Shipped)
    {
    }
}
