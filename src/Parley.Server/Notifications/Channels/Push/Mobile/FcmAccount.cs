using System.Security.Cryptography;
using System.Text.Json;

namespace Parley.Notifications;

/// <summary>A service account of Google's, as its file says it.</summary>
sealed record FcmAccount(string Project, string Email, Uri TokenAddress, RSA Key)
{
    /// <summary>Throws <see cref="FormatException"/> with what is wrong, or what reading a file throws.</summary>
    public static FcmAccount Read(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var key = RSA.Create();
            key.ImportFromPem(Text("private_key"));
            var token = Text("token_uri");
            return PushMistakes.IsSafe(token) ? new FcmAccount(Text("project_id"), Text("client_email"), new Uri(token), key) : throw new FormatException("its 'token_uri' does not begin with https://");

            string Text(string name) => json.RootElement.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : throw new FormatException($"it has no '{name}'");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or CryptographicException)
        {
            throw new FormatException("it is no service account's file", e);
        }
    }

    public static string? Mistake(string file)
    {
        if (file.Length == 0) return null;
        try
        {
            Read(file).Key.Dispose();
            return null;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return $"Parley:Fcm:File is '{file}', and {(e is FormatException ? e.Message : "it cannot be read")}; write the path of the JSON file of a service account.";
        }
    }
}
