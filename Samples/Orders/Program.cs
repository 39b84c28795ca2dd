using Orders;
using Replicated;
using Replicated.Hosting;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

// Returns when this process is active. Under 'replicated-standby run' it is: Main begins after the wait.
ReplicationHost.Start(builder.Configuration);
builder.Services.AddReplication();

// After a takeover the container gets the book that was taken over; a new one is made only where there was none.
builder.Services.AddSingleton(_ => Replication.Root("orders", () => new OrderBook()));

WebApplication app = builder.Build();
app.MapHealthChecks("/health");
app.MapPost("/orders", (OrderBook book, string article, int quantity) => Safe.AnswerAsync(book, () => Results.Ok(new OrderReply(book.Place(article, quantity)))));
app.MapPost("/orders/{number}/shipment", (OrderBook book, int number) => Safe.AnswerAsync(book, () =>
    book.Ship(number, DateTime.UtcNow) is { } order ? Results.Ok(new OrderReply(order)) : Results.NotFound()));
app.MapGet("/orders", (OrderBook book) => Safe.AnswerAsync(book, () => Results.Ok(book.Orders.ConvertAll(order => new OrderReply(order)))));
await app.RunAsync();
