using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Replicated.Frames;

namespace Replicated.Standby;

/// <summary>Writes status for people and for programs.</summary>
internal static class StatusText
{
    internal static string Lines(IEnumerable<NodeAnswer> answers)
    {
        var text = new StringBuilder();
        foreach (var answer in answers)
        {
            if (answer.Status is { } status)
                Append(text, answer, status);
            else
                text.AppendLine(CultureInfo.InvariantCulture, $"{answer.Address}: {answer.Failure}");
        }
        return text.ToString().TrimEnd();
    }

    static void Append(StringBuilder text, NodeAnswer answer, StatusReply status)
    {
        text.Append(CultureInfo.InvariantCulture, $"{answer.Address}: node {status.Node} of cluster {status.Cluster}, {status.Role}, {(status.Ready ? "ready" : "not ready")}");
        text.Append(CultureInfo.InvariantCulture, $", epoch {status.Epoch}, sequence {status.Sequence}, applied {status.Applied}, stable {status.Stable}");
        if (status.Active.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $", follows {status.Active}, lag {status.Sequence - status.Applied} frames, last word {status.LagSeconds:0.000} s ago");
        text.AppendLine(CultureInfo.InvariantCulture, $", lease {status.Lease}, lineage {status.Lineage}, process {status.Process}");
        foreach (var reason in status.Reasons)
            text.AppendLine(CultureInfo.InvariantCulture, $"  not ready: {reason}");
        foreach (var warning in status.Warnings)
            text.AppendLine(CultureInfo.InvariantCulture, $"  warning: {warning}");
        foreach (var standby in status.Standbys)
            text.AppendLine(CultureInfo.InvariantCulture, $"  standby {standby.Node} at {standby.Address}: {(standby.InSync ? "in sync" : "not in sync")}, received {standby.Received}, applied {standby.Applied}, lag {status.Sequence - standby.Received} frames");
    }

    internal static string Json(IEnumerable<NodeAnswer> answers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (var answer in answers)
            {
                writer.WriteStartObject();
                writer.WriteString("address", answer.Address.ToString());
                writer.WriteString("failure", answer.Failure);
                if (answer.Status is { } status)
                    Write(writer, status);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Write(Utf8JsonWriter writer, StatusReply status)
    {
        writer.WriteString("cluster", status.Cluster);
        writer.WriteString("node", status.Node);
        writer.WriteString("role", status.Role);
        writer.WriteNumber("epoch", status.Epoch);
        writer.WriteNumber("sequence", status.Sequence);
        writer.WriteNumber("applied", status.Applied);
        writer.WriteNumber("stable", status.Stable);
        writer.WriteNumber("lagFrames", status.Sequence - status.Applied);
        writer.WriteNumber("lagSeconds", status.LagSeconds);
        writer.WriteBoolean("ready", status.Ready);
        writer.WriteStartArray("reasons");
        foreach (var reason in status.Reasons)
            writer.WriteStringValue(reason);
        writer.WriteEndArray();
        writer.WriteStartArray("warnings");
        foreach (var warning in status.Warnings)
            writer.WriteStringValue(warning);
        writer.WriteEndArray();
        writer.WriteString("active", status.Active);
        writer.WriteString("lease", status.Lease);
        writer.WriteString("lineage", status.Lineage.Value.ToString("N"));
        writer.WriteNumber("process", status.Process);
        writer.WriteStartArray("standbys");
        foreach (var standby in status.Standbys)
        {
            writer.WriteStartObject();
            writer.WriteString("node", standby.Node);
            writer.WriteString("address", standby.Address);
            writer.WriteBoolean("inSync", standby.InSync);
            writer.WriteNumber("received", standby.Received);
            writer.WriteNumber("applied", standby.Applied);
            writer.WriteNumber("lagFrames", status.Sequence - standby.Received);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
