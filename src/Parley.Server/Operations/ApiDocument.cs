using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Access;

namespace Parley.Operations;

/// <summary>The OpenAPI 3.1 document, made from the code. A test holds the copy in <c>docs/openapi.json</c> against it.</summary>
public static class ApiDocument
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Parley",
                Version = "v1",
                Description = "Conversations between a marketplace's buyers and its vendors. Errors are problem details (RFC 9457) with a stable `type`; lists page by opaque cursors; instants are RFC 3339 in UTC.",
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["person"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "A person's short token, signed by the host." },
                ["host"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A host key, such as pk_live_..." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var admission = context.Description.ActionDescriptor.EndpointMetadata.OfType<Admission>().LastOrDefault();
            if (admission is null or { Audience: Audience.Anyone }) return Task.CompletedTask;
            var scheme = new OpenApiSecuritySchemeReference(admission.Audience == Audience.Host ? "host" : "person", context.Document);
            operation.Security = [new OpenApiSecurityRequirement { [scheme] = admission.Scope is null ? [] : [admission.Scope] }];
            return Task.CompletedTask;
        });
    }
}
