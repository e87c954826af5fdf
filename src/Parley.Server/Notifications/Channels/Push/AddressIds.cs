using System.Security.Cryptography;
using System.Text;

namespace Parley.Notifications;

/// <summary>Ids made from addresses, so that the same address is one row (RFC 9562, version 8).</summary>
static class AddressIds
{
    public static Guid Of(string address)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 16);
        (id[6], id[8]) = ((byte)(id[6] & 0x0F | 0x80), (byte)(id[8] & 0x3F | 0x80));
        return new Guid(id, bigEndian: true);
    }
}
