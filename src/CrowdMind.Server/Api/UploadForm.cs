using System.Buffers;
using CrowdMind.Objects;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CrowdMind.Server.Api;

/// <summary>
/// A file that comes as the field <c>file</c> of a form (multipart/form-data, RFC 7578), streamed to where the object store
/// wants it. Other fields are passed over, as is the name that the client gives the file. What is given came whole: the form
/// ended as it should.
/// </summary>
/// <param name="objects">Take the bytes in.</param>
/// <param name="limit">Bytes of the file at most, counted as they come.</param>
/// <param name="wanted">What the file holds, in words.</param>
internal sealed class UploadForm(IObjectStore objects, long limit, string wanted)
{
    private const string Field = "file";
    /// <summary>The type of such a body.</summary>
    public const string FormType = "multipart/form-data";

    /// <summary>RFC 2046, section 5.1.1.</summary>
    private const int BoundaryCharacters = 70;

    private long _passedOver;

    /// <summary>Reads the form: its file, to be disposed of, or what is wrong with it.</summary>
    public async Task<(IncomingFile? File, Problem? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(FormType, StringComparison.OrdinalIgnoreCase))
            return (null, Problem.UnsupportedMediaType(request.ContentType, $"{FormType} with a field '{Field}'"));
        if (HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= BoundaryCharacters } boundary)
            return (null, Problem.Malformed($"The content type names no boundary of 1 to {BoundaryCharacters} characters."));
        if (request.ContentLength > limit + Limits.FormBytes)
            return (null, Problem.TooLarge("The file", limit));
        try
        {
            return await ReadAsync(new MultipartReader(boundary.ToString(), request.Body, Limits.ObjectBufferBytes), cancellationToken);
        }
        catch (InvalidDataException broken)
        {
            return (null, Problem.Malformed($"The form is broken: {broken.Message.TrimEnd('.')}."));
        }
        catch (IOException cut) when (cut is not BadHttpRequestException)
        {
            return (null, Problem.Malformed("The form is broken: it ends before its last boundary."));
        }
    }

    private async Task<(IncomingFile? File, Problem? Problem)> ReadAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        IncomingFile? file = null;
        Problem? problem = null;
        var isWhole = false;
        try
        {
            while (problem is null && await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                var field = NameOf(section);
                if (field != Field)
                    problem = await PassOverAsync(field, section.Body, cancellationToken);
                else if (file is not null)
                    problem = Problem.Invalid(Field, "There are two of it; one is wanted.");
                else if ((file = await objects.ReceiveAsync(section.Body, limit, cancellationToken)) is null)
                    problem = Problem.TooLarge("The file", limit);
            }

            problem ??= file switch
            {
                null => Problem.Invalid(Field, $"It is missing; {wanted} is wanted."),
                { Size: 0 } => Problem.Invalid(Field, $"It is empty; {wanted} is wanted."),
                _ => null,
            };
            isWhole = problem is null;
            return (isWhole ? file : null, problem);
        }
        finally
        {
            if (!isWhole)
                file?.Dispose();
        }
    }

    private async Task<Problem?> PassOverAsync(string name, Stream field, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Limits.ObjectBufferBytes);
        try
        {
            while (await field.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                if ((_passedOver += read) > Limits.FormBytes)
                {
                    return Problem.Invalid(
                        Field, $"The form holds more than {Limits.FormBytes} bytes beside it, in the field '{PathValues.Shown(name)}'; the file's field is '{Field}'.");
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.Name).ToString()
            : "";
}
