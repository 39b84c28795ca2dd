namespace Fuzz.Execute;

/// <summary>Writes to fields as a serialiser does: no weaver sees it.</summary>
static class Filler
{
    /// <summary>Every other one of the fields that are numbers or texts.</summary>
    internal static void Fill(object item, int number)
    {
        var fields = FieldTable.Of(item.GetType()).All;
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].IsInitOnly || ((i ^ number) & 1) != 0)
                continue;
            if (fields[i].FieldType == typeof(int))
                fields[i].SetValue(item, number + i);
            else if (fields[i].FieldType == typeof(string))
                fields[i].SetValue(item, $"f{number}");
        }
    }
}
