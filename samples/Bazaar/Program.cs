using Bazaar;
using Bazaar.Integration;
using Bazaar.Market;
using Bazaar.Pages;
using Parley.Client;

var builder = WebApplication.CreateBuilder(args);
var settings = Settings.From(builder.Configuration);
builder.WebHost.UseUrls(settings.ShopUrl.ToString());
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);

var ledger = new Ledger(settings.Folder, TimeProvider.System.GetUtcNow());
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(ledger);
builder.Services.AddSingleton(new Catalogue(ledger.FoundedAt));
builder.Services.AddSingleton(new ParleyTokens(settings.TokenSecret));
builder.Services.AddSingleton<Rows>();
builder.Services.AddSingleton<History>();
builder.Services.AddSingleton<Furnishing>();
builder.Services.AddSingleton<Enclosures>();
builder.Services.AddSingleton<Events>();
builder.Services.AddSingleton<Introduction>();
builder.Services.AddHostedService(services => services.GetRequiredService<Introduction>());
builder.Services.AddHttpContextAccessor();
builder.Services.AddScoped<Visitor>();
builder.Services.AddScoped<Frame>();

var app = builder.Build();
app.UseMiddleware<SafeHeaders>();
app.MapShop();
app.MapStall();
app.MapAccount();
app.MapFiles();
app.MapPost("/parley-events", (HttpRequest request, Events events, CancellationToken ct) => events.TakeAsync(request, ct));
app.Run();
