using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>
/// The hub's JSON protocol, in which <c>after</c> may be left out and then is null: SignalR itself wants every argument of a
/// method, so that <c>invoke("JoinExperiment", id)</c> would fail.
/// </summary>
/// <param name="inner">SignalR's protocol.</param>
internal sealed class OptionalArguments(JsonHubProtocol inner) : IHubProtocol
{
    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public int Version => inner.Version;

    /// <inheritdoc/>
    public TransferFormat TransferFormat => inner.TransferFormat;

    /// <inheritdoc/>
    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    /// <inheritdoc/>
    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    /// <inheritdoc/>
    public bool TryParseMessage(
        ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var start = input;
        if (!inner.TryParseMessage(ref input, binder, out message))
            return false;
        if (message is InvocationBindingFailureMessage failure)
            message = WithoutLast(start, binder, failure.Target) ?? message;
        return true;
    }

    private HubMessage? WithoutLast(ReadOnlySequence<byte> input, IInvocationBinder binder, string target)
    {
        if (target is not (nameof(ExperimentHub.JoinExperiment) or nameof(ExperimentHub.Watch)))
            return null;
        inner.TryParseMessage(ref input, new AllButLast(binder), out var message);
        return message is HubMethodInvocationMessage { Arguments: { } arguments } call
            ? Complete(call, [.. arguments, null])
            : null;
    }

    private static HubMessage Complete(HubMethodInvocationMessage call, object?[] arguments) => call switch
    {
        StreamInvocationMessage stream =>
            new StreamInvocationMessage(stream.InvocationId!, stream.Target, arguments, stream.StreamIds),
        _ => new InvocationMessage(call.InvocationId, call.Target, arguments, call.StreamIds),
    };

    private sealed class AllButLast(IInvocationBinder binder) : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => binder.GetReturnType(invocationId);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) =>
            [.. binder.GetParameterTypes(methodName).SkipLast(1)];

        public Type GetStreamItemType(string streamId) => binder.GetStreamItemType(streamId);
    }
}
