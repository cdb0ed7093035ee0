using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrowdMind.TestKit.Servers;

/// <summary>A stranger at a Redis server: any command in its plain protocol (RESP 2), one at a time.</summary>
public sealed class RedisTalk : IDisposable
{
    private readonly TcpClient _connection = new() { NoDelay = true };
    private readonly StreamReader _replies;

    private RedisTalk(int port)
    {
        _connection.Connect(IPAddress.Loopback, port);
        _replies = new StreamReader(_connection.GetStream(), Encoding.Latin1);
    }

    /// <summary>Connects, and signs in if there is a password.</summary>
    public static async Task<RedisTalk> ConnectAsync(int port, string? password = null)
    {
        var talk = new RedisTalk(port);
        if (password is not null)
            await talk.AskAsync("AUTH", password);
        return talk;
    }

    /// <summary>Says a command; its words are text or bytes. Gives text, a number, an array of these, or null.</summary>
    /// <exception cref="InvalidOperationException">The server answered with an error.</exception>
    public async Task<object?> AskAsync(params object[] words)
    {
        await _connection.GetStream().WriteAsync(Spell(words));
        return await ReadAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _replies.Dispose();
        _connection.Dispose();
    }

    private static byte[] Spell(object[] words)
    {
        var command = new MemoryStream();
        command.Write(Encoding.ASCII.GetBytes($"*{words.Length}\r\n"));
        foreach (object word in words)
        {
            byte[] bytes = word as byte[] ?? Encoding.UTF8.GetBytes((string)word);
            command.Write(Encoding.ASCII.GetBytes($"${bytes.Length}\r\n"));
            command.Write(bytes);
            command.Write("\r\n"u8);
        }
        return command.ToArray();
    }

    private async Task<object?> ReadAsync()
    {
        string line = await _replies.ReadLineAsync() ?? throw new IOException("Redis closed the connection.");
        switch (line[0])
        {
            case '-':
                throw new InvalidOperationException(line[1..]);
            case ':':
                return Number(line);
            case '$':
                return await ReadTextAsync((int)Number(line));
            case '*':
                var items = new object?[Math.Max(0, Number(line))];
                for (int i = 0; i < items.Length; i++)
                    items[i] = await ReadAsync();
                return items;
            default:
                return line[1..];
        }
    }

    private async Task<string?> ReadTextAsync(int length)
    {
        if (length < 0)
            return null;
        var text = new char[length + 2];
        await _replies.ReadBlockAsync(text);
        return new string(text, 0, length);
    }

    private static long Number(string line) => long.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);
}
