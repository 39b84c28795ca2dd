namespace Ledger;

/// <summary>The bank over HTTP.</summary>
public static class Endpoints
{
    public static void MapBank(this IEndpointRouteBuilder app, Confirmation confirmation)
    {
        app.MapPost("/transfers", (TransferRequest request) => confirmation.AnswerAsync(() => Transfer(request)));
        app.MapGet("/accounts", () => confirmation.AnswerAsync(Accounts));
        app.MapGet("/accounts/{name}", (string name) => confirmation.AnswerAsync(() => Statement(name)));
        app.MapGet("/total", () => confirmation.AnswerAsync(() => Results.Ok(Bank.Total)));
    }

    static IResult Transfer(TransferRequest request)
    {
        if (request.Id == Guid.Empty)
            return Invalid("A transfer needs an id of the client's choice, so that it can be asked for again.");
        if (request.Amount <= 0 || request.From == request.To)
            return Invalid("A transfer moves a positive amount from one account to another.");
        if (Bank.Find(request.From) is not { } from)
            return NoAccount(request.From);
        if (Bank.Find(request.To) is not { } to)
            return NoAccount(request.To);

        Transfer made = Bank.Transfer(request.Id, from, to, request.Amount);
        var reply = new TransferRequest(made.Id, made.From, made.To, made.Amount);
        if (reply != request)
            return Results.Problem($"Transfer {made.Id} was made with other content.", statusCode: StatusCodes.Status409Conflict);
        return made.Refused
            ? Results.Problem($"{made.From} has too little for {made.Amount}.", statusCode: StatusCodes.Status422UnprocessableEntity)
            : Results.Ok(reply);
    }

    static IResult Accounts() => Results.Ok(Bank.Accounts.Select(account => account.Name).ToArray());

    static IResult Statement(string name)
    {
        if (Bank.Find(name) is not { } account)
            return NoAccount(name);
        // A copy: the reply is written after the lock is released.
        StatementLine[] lines = [.. account.Entries.Select(entry => new StatementLine(entry.Transfer.Id, entry.Amount))];
        return Results.Ok(new Statement(account.Name, account.Balance, lines));
    }

    static IResult NoAccount(string name) => Results.Problem($"There is no account '{name}'.", statusCode: StatusCodes.Status404NotFound);

    static IResult Invalid(string reason) => Results.Problem(reason, statusCode: StatusCodes.Status400BadRequest);
}

/// <summary>Body of <c>POST /transfers</c>, and its answer.</summary>
public sealed record TransferRequest(Guid Id, string From, string To, decimal Amount);

/// <summary>Answer of <c>GET /accounts/NAME</c>.</summary>
public sealed record Statement(string Account, decimal Balance, IReadOnlyList<StatementLine> Lines);

/// <param name="Transfer">The id that the client gave the transfer.</param>
/// <param name="Amount">Positive if received, negative if sent.</param>
public sealed record StatementLine(Guid Transfer, decimal Amount);
