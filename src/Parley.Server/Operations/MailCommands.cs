using System.Globalization;
using Parley.Notifications;

namespace Parley.Operations;

/// <summary>A look at mails that were not taken.</summary>
static class MailCommands
{
    public static async Task<int> ListAsync(IServiceProvider services)
    {
        foreach (var mail in await services.GetRequiredService<Quarantine>().ListAsync(CancellationToken.None))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mail.Id}  {mail.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}  {mail.Outcome,-20}  {mail.Size} bytes"));
        return 0;
    }

    /// <summary>Byte for byte: it goes to a file or a program that reads mails, not to a terminal, which may obey what stands in it.</summary>
    public static async Task<int> ShowAsync(IServiceProvider services, string id)
    {
        var mail = Guid.TryParse(id, out var known) ? await services.GetRequiredService<Quarantine>().ReadAsync(known, CancellationToken.None) : null;
        if (mail is null)
        {
            await Console.Error.WriteLineAsync("There is no such mail; 'parley mail list' names them.");
            return 1;
        }
        if (!Console.IsOutputRedirected)
        {
            await Console.Error.WriteLineAsync("Somebody may have written it to harm a terminal; send it to a file: parley mail show ID > mail.eml");
            return 1;
        }
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(mail);
        return 0;
    }
}
