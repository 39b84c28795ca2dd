Imports System.Collections.Generic
Imports System.Threading.Tasks
Imports Replicated

Public Enum Color As Short
    None
    Red = 3
End Enum

Public Structure Point
    Public X As Integer
    Public Y As Decimal

    Public Sub Move(by As Integer)
        X += by
    End Sub
End Structure

<Replicated>
Public Class Leaf
    Public Property Number As Integer
    Public Property Text As String
End Class

''' <summary>Raises an event that another class handles with WithEvents.</summary>
Public Class Source
    Public Event Changed(n As Integer)

    Public Sub Change(n As Integer)
        RaiseEvent Changed(n)
    End Sub
End Class

''' <summary>Members stored to in the ways of this language.</summary>
<Replicated>
Public Class Shapes
    Public count As Integer
    Public spot As Point
    Private ReadOnly texts As New Dictionary(Of Integer, String)

    <NotReplicated("made anew")>
    Private WithEvents watched As New Source

    Public Property Name As String = "new"
    Public Property Color As Color
    Public Property Leaf As Leaf
    Public Property Leaves As New List(Of Leaf)
    Public Property Numbers As Integer()
    Public Property Maybe As Integer?
    Public Property Pair As (Number As Integer, Text As String)

    ''' <summary>An indexed property, which is no auto-property.</summary>
    Default Public Property Item(index As Integer) As String
        Get
            Return texts(index)
        End Get
        Set(value As String)
            texts(index) = value
            count = index
        End Set
    End Property

    Public Sub Store(n As Integer)
        count = n
        count += 1
    End Sub

    Public Sub StoreText(n As Integer)
        Name &= CStr(n)
    End Sub

    Public Sub StoreIndexed(n As Integer)
        Me(n) = "text"
        Me(n) &= "s"
    End Sub

    Public Sub StoreInHandler(n As Integer)
        watched.Change(n)
    End Sub

    Private Sub OnChanged(n As Integer) Handles watched.Changed
        count = n
    End Sub

    Public Sub StoreStruct(n As Integer)
        spot.X = n
        spot.Move(2)
        spot = New Point With {.X = spot.X, .Y = 1.5D}
    End Sub

    ''' <summary>A property as a ByRef argument is copied in and out.</summary>
    Public Sub StoreByRef(n As Integer)
        SetTo(count, n)
        SetTo(Name, "by reference")
    End Sub

    Private Shared Sub SetTo(Of T)(ByRef target As T, value As T)
        target = value
    End Sub

    Public Sub StoreInLambda(n As Integer)
        Dim action = Sub() count = n
        action()
        Dim [set] = Function(by As Integer) As Integer
                        count += by
                        Return count
                    End Function
        [set](2)
    End Sub

    Public Sub StoreInWith(n As Integer)
        Leaf = New Leaf
        With Leaf
            .Number = n
            .Text = "with"
        End With
        With spot
            .X = n
        End With
    End Sub

    Public Sub StoreInSelect(n As Integer)
        Select Case n
            Case 1
                count = 10
            Case 2 To 3
                count = 20
            Case Else
                count = 30
        End Select
    End Sub

    Public Sub StoreInTry(n As Integer)
        Try
            count = n
            If n = 2 Then Throw New InvalidOperationException
        Catch caught As InvalidOperationException When n = 2
            Name = "caught"
        Finally
            Maybe = n
        End Try
    End Sub

    Public Sub StoreOnError(n As Integer)
        On Error Resume Next
        count = n
        count = count \ (n - 1)
        Name = "resumed"
    End Sub

    Public Sub StoreInAsync(n As Integer)
        StoreAsync(n).Wait()
    End Sub

    Private Async Function StoreAsync(n As Integer) As Task
        Await Task.Yield()
        count = n
        Color = Color.Red
    End Function

    Public Sub StoreInIterator(n As Integer)
        Numbers = New List(Of Integer)(Count_(n)).ToArray()
    End Sub

    Private Iterator Function Count_(n As Integer) As IEnumerable(Of Integer)
        For i = 1 To n
            count = i
            Yield i
        Next
    End Function

    Public Sub StoreTuple(n As Integer)
        Pair = (n, "tuple")
        Maybe = Nothing
    End Sub

    Public Sub AddLeaf(n As Integer)
        Leaves.Add(New Leaf With {.Number = n})
    End Sub
End Class

''' <summary>A module's members are statics.</summary>
Public Module Bank
    Public replicatedCount As Integer
    Public replicatedAccounts As New Dictionary(Of String, Leaf)

    Public Sub Add(name As String, number As Integer)
        replicatedCount += 1
        replicatedAccounts(name) = New Leaf With {.Number = number}
    End Sub

    Public Sub Reset()
        replicatedCount = 0
        replicatedAccounts = New Dictionary(Of String, Leaf)
    End Sub
End Module
