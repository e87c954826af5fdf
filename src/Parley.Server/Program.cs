using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Attachments;
using Parley.Attachments.Images;
using Parley.Automation;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Inbox;
using Parley.Live;
using Parley.Market;
using Parley.Notifications;
using Parley.Operations;
using Parley.Plumbing;
using Parley.Storage;
using Parley.Webhooks;
using Scalar.AspNetCore;

if (args is [WorkerLoop.Command]) return WorkerLoop.Run(); // a process of its own that must know nothing of the server

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
var services = builder.Services;

Parley.Operations.Configuration.AddOptions(services, builder.Configuration);
services.AddSingleton(TimeProvider.System);
services.Configure<JsonOptions>(json => Wire.CopyTo(json.SerializerOptions));
services.AddStorage(builder.Configuration);
services.AddEncryption();
services.AddAccess();
services.AddLive();
services.AddMarket();
services.AddConversations();
services.AddInbox();
services.AddAttachments();
services.AddAutomation();
services.AddWebhooks();
services.AddNotifications();
services.AddOperations(builder.Configuration);
builder.WebHost.ConfigureParley();
builder.Logging.ConfigureParley();

var app = builder.Build();
if (args is not ([] or ["serve"])) return await Commands.RunAsync(args, app);
if (await Start.PrepareAsync(app) is { } refusal) return refusal;

app.UseProblems();
app.UseRequestShape();
app.UseElements();
app.UseRouting();
app.UseOrigins();
app.UseOverload();
app.UseGate();
app.UseRoles();
app.UseConnectionLimit();

app.MapHealth();
app.MapMarket();
app.MapHours();
app.MapTiers();
app.MapConversations();
app.MapMerging();
app.MapUploads();
app.MapFiles();
app.MapLibrary();
app.MapTeams();
app.MapObligations();
app.MapFiling();
app.MapInbox();
app.MapFigures();
app.MapFolders();
app.MapNotes();
app.MapSearch();
app.MapTemplates();
app.MapOperatorTemplates();
app.MapMacros();
app.MapAutoReplies();
app.MapRules();
app.MapRoutes();
app.MapScheduled();
app.MapWebhooks();
app.MapLive();
Sync.Map(app);
app.MapOpenApi().ForAnyone();
app.MapScalarApiReference(page => page.DisableDefaultFonts().DisableTelemetry()).ForAnyone();
app.MapPrometheusScrapingEndpoint("/metrics").ForOperatorOrHost(Scope.MetricsRead);
ConsolePage.Map(app);
Gate.RequireAdmissionEverywhere(((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints));

return await Start.ServeAsync(app);
