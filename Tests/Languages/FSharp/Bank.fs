namespace FSharpToProcess

open System.Collections.Generic

/// Statics of a module: `let mutable` is a static field, of the start-up class of the file.
module Bank =
    let mutable replicatedCount = 0
    let mutable replicatedAccounts = Dictionary<string, Leaf>()

    let add (name: string) (number: int) =
        replicatedCount <- replicatedCount + 1
        replicatedAccounts[name] <- Leaf(Number = number)

    let reset () =
        replicatedCount <- 0
        replicatedAccounts <- Dictionary<string, Leaf>()
