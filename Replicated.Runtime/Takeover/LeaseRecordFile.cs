using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>A lease record as a file that is replaced as a whole: a reader sees the old record or the new one, also after a crash.</summary>
internal sealed class LeaseRecordFile(string path)
{
    const int version = 1;
    const int bytesMax = 1 << 20;

    /// <returns>Null if there is no file.</returns>
    /// <exception cref="IOException">The file cannot be read, or what it holds is no record.</exception>
    internal LeaseRecord? Read()
    {
        byte[] bytes;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > bytesMax)
                throw Damaged($"it has {file.Length} bytes, a record has at most {bytesMax}");
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new IOException($"The lease record {path} cannot be read ({failure.Message}). Make it readable for this user.", failure);
        }
        return Decode(bytes);
    }

    /// <exception cref="IOException">It is unknown whether the record was replaced.</exception>
    internal void Write(LeaseRecord record)
    {
        var replacement = path + ".new";
        try
        {
            using (var file = new FileStream(replacement, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(Encode(record));
                file.Flush(flushToDisk: true);
            }
            File.Move(replacement, path, overwrite: true);
            Posix.FlushFolder(Path.GetDirectoryName(path)!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The lease record {path} cannot be written ({failure.Message}). See to space and rights in its folder.", failure);
        }
    }

    static byte[] Encode(LeaseRecord record)
    {
        var inner = Json(writer =>
        {
            writer.WriteString("lineage", record.Lineage.Value);
            writer.WriteString("reign", record.Reign.Value);
            writer.WriteNumber("epoch", record.Epoch.Value);
            writer.WriteString("holder", record.Holder.Value);
            writer.WriteString("holderNode", record.HolderNode);
            writer.WriteString("holderAddress", record.HolderAddress);
            writer.WriteStartArray("members");
            foreach (var member in record.Members)
                writer.WriteStringValue(member.Value);
            writer.WriteEndArray();
            writer.WriteBoolean("ended", record.Ended);
        });
        return Json(writer =>
        {
            writer.WriteNumber("version", version);
            writer.WriteString("check", Check(inner));
            writer.WritePropertyName("record");
            writer.WriteRawValue(inner);
        });
    }

    static byte[] Json(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    LeaseRecord Decode(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            var written = root.GetProperty("version").GetInt32();
            if (written != version)
                throw new IOException($"The lease record {path} has version {written}, this build knows version {version} only. Run all nodes of the cluster with one build; the record was left as it is.");
            var record = root.GetProperty("record");
            if (root.GetProperty("check").GetString() != Check(JsonMarshal.GetRawUtf8Value(record)))
                throw Damaged("its check does not fit its content");
            return Decode(record);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Damaged(failure.Message);
        }
    }

    static LeaseRecord Decode(JsonElement record) => new(
        new Lineage(record.GetProperty("lineage").GetGuid()),
        new Reign(record.GetProperty("reign").GetGuid()),
        new Epoch(record.GetProperty("epoch").GetInt64()),
        new Incarnation(record.GetProperty("holder").GetGuid()),
        record.GetProperty("holderNode").GetString() ?? throw new FormatException("holderNode is null"),
        record.GetProperty("holderAddress").GetString() ?? throw new FormatException("holderAddress is null"),
        [.. record.GetProperty("members").EnumerateArray().Select(member => new Incarnation(member.GetGuid()))],
        record.GetProperty("ended").GetBoolean());

    /// <summary>Atomic replacement keeps a crash from tearing the record; this finds a disk or an editor that changed it.</summary>
    static string Check(ReadOnlySpan<byte> record) => Convert.ToHexStringLower(SHA256.HashData(record).AsSpan(0, 8));

    IOException Damaged(string reason) =>
        new($"The lease record {path} is damaged: {reason}. Nobody can tell from it who may be active, so no node starts. Put back a good copy; or, if the state of the cluster may be given up, stop all its nodes and delete the file: the next start then begins with empty state.");
}
