using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kith.Shell.Web;

/// <summary>The wiring of everything that renders pages.</summary>
public static class Pages
{
    /// <summary>Registers rendering, words and the context of a page; modules add their <see cref="NavEntry"/> singletons.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, Catalogues catalogues)
    {
        services.AddRazorComponents();
        // Hanzi as themselves, not as &#x…; references, which make Chinese pages twice as long.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddAntiforgery(options => options.Cookie.Name = "kith-form");
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(catalogues);
        services.AddSingleton<ClientAssets>();
        services.AddScoped<PageContext>();
        return services;
    }
}
