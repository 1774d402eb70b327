using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Kith.Shell;

/// <summary>
/// A multipart form with a file of any size, read as it comes. Its first part is the token against forgery: the Gate reads
/// that one, and lets the endpoint have the rest only if the token is right.
/// </summary>
public sealed class StreamedForm
{
    private const int LongestField = 4096;
    private const int LongestBoundary = 100;

    private readonly MultipartReader parts;

    private StreamedForm(MultipartReader parts) => this.parts = parts;

    /// <summary>The form of this request; its endpoint was mapped with <see cref="Accepts"/>.</summary>
    public static StreamedForm Of(HttpContext http) => http.Features.GetRequiredFeature<StreamedForm>();

    /// <summary>The next file of the form, with the name it has on the sender's machine; null when there is none.</summary>
    public async Task<(string Name, Stream Content)?> NextFile(CancellationToken stop)
    {
        while (await parts.ReadNextSectionAsync(stop) is { } part)
        {
            if (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out _) && part.AsFileSection() is { FileStream: { } content } file)
            {
                return (file.FileName, content);
            }
        }

        return null;
    }

    /// <summary>Marks an endpoint whose form is streamed.</summary>
    public sealed class Accepts;

    /// <summary>Opens the form and hands its token to the header in which it is looked for.</summary>
    /// <exception cref="Refused">It is no multipart form, a broken one, or one without the token in front.</exception>
    internal static async Task Open(HttpContext http, AntiforgeryOptions options)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = null;
        }

        if (!Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || type.Boundary.Length is 0 or > LongestBoundary)
        {
            throw Refused.Invalid("request.malformed");
        }

        var form = new StreamedForm(new MultipartReader(Microsoft.Net.Http.Headers.HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), http.Request.Body));
        try
        {
            var first = await form.parts.ReadNextSectionAsync(http.RequestAborted);
            if (first?.AsFormDataSection() is { } field && field.Name == options.FormFieldName && options.HeaderName is { } header)
            {
                http.Request.Headers[header] = await Text(field.Section.Body, http.RequestAborted);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            throw Refused.Invalid("request.malformed");
        }

        if (http.Request.Headers[options.HeaderName!].Count == 0)
        {
            throw new Refused(Refusal.Forbidden, "request.forged");
        }

        http.Features.Set(form);
    }

    private static async Task<string> Text(Stream field, CancellationToken stop)
    {
        var bytes = new byte[LongestField];
        var read = await field.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }
}
