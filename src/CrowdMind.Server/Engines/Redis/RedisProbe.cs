using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>
/// Speaks to a server before the client library does, in the few words of its protocol (RESP) that tell a wrong password
/// from a wrong port, and a master from a replica. What is published at a replica is not heard at the others.
/// </summary>
internal static class RedisProbe
{
    /// <summary>Asks all servers at once for the master among them.</summary>
    public static async Task<RedisGreeting> FindMasterAsync(
        RedisOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var greetings = await Task.WhenAll(
            options.Servers.Select(server => AskAsync(options, server, time, cancellationToken)));
        return greetings.FirstOrDefault(greeting => greeting is RedisGreeting.Master)
            ?? greetings.FirstOrDefault(greeting => greeting is RedisGreeting.Refused)
            ?? greetings[0];
    }

    private static async Task<RedisGreeting> AskAsync(
        RedisOptions options, DnsEndPoint server, TimeProvider time, CancellationToken cancellationToken)
    {
        var name = $"{server.Host}:{server.Port}";
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.RedisConnectSeconds), time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, deadline.Token);
            await using var stream = await OpenStreamAsync(socket, options, server, deadline.Token);
            return await GreetAsync(stream, options, deadline.Token) switch
            {
                { } refusal => Judge(name, refusal),
                null => new RedisGreeting.Master(RemoteOf(socket), server.Host),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var hint = options.UseTls ? "; a port without TLS needs redis://" : "";
            return new RedisGreeting.Away($"{name} did not answer within {Limits.RedisConnectSeconds} s{hint}");
        }
        catch (AuthenticationException failure)
        {
            return new RedisGreeting.Refused($"{name} offers no TLS that is trusted here ({Inner(failure)})");
        }
        catch (SocketException failure)
        {
            return new RedisGreeting.Away($"{name} cannot be reached ({failure.Message.TrimEnd('.')})");
        }
        catch (IOException)
        {
            return Closed(name);
        }
    }

    private static async Task<Stream> OpenStreamAsync(
        Socket socket, RedisOptions options, DnsEndPoint server, CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(socket);
        if (!options.UseTls)
            return plain;
        var tls = new SslStream(plain);
        var wanted = new SslClientAuthenticationOptions { TargetHost = options.TlsHost ?? server.Host };
        await tls.AuthenticateAsClientAsync(wanted, cancellationToken);
        return tls;
    }

    // Gives the server's words when it is no master that takes us in.
    private static async Task<string?> GreetAsync(Stream stream, RedisOptions options, CancellationToken cancellationToken)
    {
        using var replies = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        if (options.Password is { } password)
        {
            var auth = $"*2\r\n$4\r\nAUTH\r\n${Encoding.UTF8.GetByteCount(password)}\r\n{password}\r\n";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(auth), cancellationToken);
            if (await replies.ReadLineAsync(cancellationToken) is var answer and not "+OK")
                return answer ?? "";
        }

        await stream.WriteAsync("*1\r\n$4\r\nROLE\r\n"u8.ToArray(), cancellationToken);
        var role = await replies.ReadLineAsync(cancellationToken) ?? "";
        if (!role.StartsWith('*'))
            return IsUnknownQuestion(role) ? null : role;
        await replies.ReadLineAsync(cancellationToken);
        var named = await replies.ReadLineAsync(cancellationToken);
        return named == "master" ? null : named ?? "";
    }

    // Some hosted services hide their replicas, and the question with them.
    private static bool IsUnknownQuestion(string reply) =>
        reply.StartsWith("-ERR", StringComparison.Ordinal) || reply.StartsWith("-NOPERM", StringComparison.Ordinal);

    private static RedisGreeting Judge(string name, string reply) => reply.TrimStart('-').Split(' ')[0] switch
    {
        "" => Closed(name),
        "slave" or "sentinel" => new RedisGreeting.Away($"{name} is no master ({reply})"),
        "LOADING" or "BUSY" or "MASTERDOWN" => new RedisGreeting.Away($"{name} is not ready ({reply[1..].TrimEnd('.')})"),
        "NOAUTH" => new RedisGreeting.Refused($"{name} wants a password: redis://:password@{name}"),
        _ when reply[0] == '-' => new RedisGreeting.Refused($"{name} refuses it ({reply[1..].TrimEnd('.')})"),
        _ => new RedisGreeting.Refused($"{name} does not speak as Redis does; TLS needs rediss://"),
    };

    private static RedisGreeting.Away Closed(string name) =>
        new($"{name} closed the connection without a word; a port for TLS needs rediss://");

    private static string Inner(Exception failure) => (failure.InnerException ?? failure).Message.TrimEnd('.');

    private static IPEndPoint RemoteOf(Socket socket)
    {
        var remote = (IPEndPoint)socket.RemoteEndPoint!; // Connected.
        return remote.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(remote.Address.MapToIPv4(), remote.Port) : remote;
    }
}
