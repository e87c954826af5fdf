using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Access;
using Parley.Plumbing;

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
                ["mailLink"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Query, Name = "token", Description = "The token of a link in a mail. It is for one thing only." },
                ["smsGateway"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Twilio-Signature", Description = "The gateway's signature of the address and the form, by Parley:Sms:Secret." },
                ["pushSubscription"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The secret (`auth`) of the browser's former subscription, as base64url." },
                ["mailProvider"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "basic", Description = "The secret of Parley:Replies:WebhookSecret as the password." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var admission = context.Description.ActionDescriptor.EndpointMetadata.OfType<Admission>().LastOrDefault();
            if (admission is { Audience: Audience.Anyone, Scope: { } secret }) operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(secret, context.Document)] = [] }];
            if (admission is { Audience: Audience.Anyone, Scope: null }) operation.Security = [new OpenApiSecurityRequirement()]; // an empty one: nobody logs in
            if (admission is null or { Audience: Audience.Anyone }) return Task.CompletedTask;
            var scheme = new OpenApiSecuritySchemeReference(admission.Audience == Audience.Host ? "host" : "person", context.Document);
            operation.Security = [new OpenApiSecurityRequirement { [scheme] = admission.Scope is null || admission.Audience == Audience.PersonOrHost ? [] : [admission.Scope] }];
            if (admission is { Audience: Audience.PersonOrHost, Scope: { } scope })
                operation.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("host", context.Document)] = [scope] });
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, ct) =>
        {
            operation.Summary = Sentence(operation.OperationId);
            // Whatever is refused, it is told in one shape; the statuses and types are listed in docs/api.md.
            var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), cancellationToken: ct);
            context.Document?.AddComponent(nameof(Problem), problem);
            (operation.Responses ??= [])["default"] = new OpenApiResponse
            {
                Description = "Refused, or not possible now: a problem (RFC 9457) with a stable type and a sentence that says what to do.",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) } },
            };
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            DescribeInstant(schema, context.JsonTypeInfo.Type);
            RequireInherited(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    }

    /// <summary><c>sendMessage</c> reads "Send message".</summary>
    static string? Sentence(string? operationId) =>
        operationId is null ? null : char.ToUpperInvariant(operationId[0]) + string.Concat(operationId.Skip(1).Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    /// <summary>Instants are written by a converter of ours, into which the generator cannot see.</summary>
    static void DescribeInstant(OpenApiSchema schema, Type type)
    {
        if ((Nullable.GetUnderlyingType(type) ?? type) != typeof(DateTimeOffset)) return;
        schema.Type = type == typeof(DateTimeOffset) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        schema.Format = "date-time";
    }

    /// <summary>The generator requires what the record's own constructor takes; what the record inherits is there just the same.</summary>
    static void RequireInherited(OpenApiSchema schema, Type type)
    {
        for (var inherited = type.BaseType; inherited?.Namespace?.StartsWith("Parley", StringComparison.Ordinal) == true; inherited = inherited.BaseType)
            foreach (var taken in inherited.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters() ?? [])
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(taken.Name!);
                if (!taken.HasDefaultValue && schema.Properties?.ContainsKey(name) == true) (schema.Required ??= new HashSet<string>()).Add(name);
            }
    }
}
