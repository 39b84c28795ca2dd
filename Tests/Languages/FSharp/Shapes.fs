namespace FSharpToProcess

open System.Collections.Generic
open Replicated

type Color =
    | None = 0
    | Red = 3

/// A struct record that members hold by value.
[<Struct>]
type Point = { X: int; Y: decimal }

/// A record whose fields can be stored to.
[<Replicated; AllowNullLiteral>]
type Leaf() =
    [<DefaultValue>] val mutable Number: int
    member val Text: string = null with get, set

[<Replicated; CLIMutable>]
type Row = { mutable Key: string; mutable Point: Point; mutable Leaf: Leaf }

/// Classes with mutable fields, closures over `this`, tail calls, and members that are addresses for a moment.
[<Replicated>]
type Shapes() =
    let mutable count = 0
    let mutable point = { X = 0; Y = 0m }
    let mutable last: Leaf = null

    member val Name: string = "new" with get, set
    member val Color = Color.None with get, set
    member val Leaves = List<Leaf>() with get, set
    member val Numbers: int[] = [||] with get, set
    member val Pair = struct (1, "one") with get, set
    member val Row = Unchecked.defaultof<Row> with get, set

    member _.Count = count
    member _.Point = point
    member _.Last = last

    member _.Store(n: int) = count <- n

    member _.StoreInClosure(n: int) =
        let add = fun by -> count <- count + by
        [ 1..n ] |> List.iter add

    member _.StoreStruct(n: int) = point <- { point with X = n; Y = decimal n }

    /// With a tail call after the store: nothing may come between the call and the return.
    member this.StoreThenTail(n: int) : unit =
        count <- count + 1
        if n > 0 then this.StoreThenTail(n - 1)

    member this.StoreAndReturnThroughTail(n: int) : unit =
        count <- n
        this.Finish(n)

    member this.Finish(n: int) : unit = this.Name <- string n

    member this.StoreInMatch(n: int) =
        count <-
            match n with
            | 0 -> 10
            | 1 -> 20
            | _ -> if n > 3 then 30 else 40

    member this.StoreInTry(n: int) =
        try
            try
                count <- n
                if n = 2 then failwith "two"
            with _ ->
                this.Name <- "failed"
        finally
            count <- count + 1

    member this.StoreInSequence(n: int) =
        let numbers = seq { for i in 1..n do count <- count + i; yield i }
        this.Numbers <- Seq.toArray numbers

    member this.StoreInTask(n: int) =
        let work = task {
            do! System.Threading.Tasks.Task.Yield()
            count <- n
            this.Color <- Color.Red
        }
        work.Wait()

    member this.StoreInAsync(n: int) =
        async { count <- n } |> Async.RunSynchronously

    member _.StoreObject(n: int) =
        let leaf = Leaf(Number = n, Text = "leaf")
        last <- leaf
        leaf.Number <- n + 1

    member this.StoreRecord(n: int) =
        this.Row <- { Key = "key"; Point = { X = n; Y = 1m }; Leaf = last }
        this.Row.Point <- { X = n + 1; Y = 2m }
        this.Row.Key <- string n

    member _.StoreOut(n: int) = System.Int32.TryParse(string n, &count) |> ignore

    member _.StoreByref(n: int) =
        let address = &count
        address <- n
        address <- address + 1

    member this.AddLeaf(n: int) = this.Leaves.Add(Leaf(Number = n))

    member _.StoreVolatile(n: int) = System.Threading.Interlocked.Add(&count, n) |> ignore
