using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Parley.Tests.Rig;

/// <summary>A certificate for this machine that vouches for itself: trusted by whoever is told to trust its file (SSL_CERT_FILE), and by nobody else.</summary>
public sealed class OwnCertificate
{
    public OwnCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        (Pem, Key) = (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        File = Path.Combine(Places.NewFolder("certificate"), "ca.pem");
        System.IO.File.WriteAllText(File, Pem);
    }

    public string Pem { get; }
    public string Key { get; }
    public string File { get; }
}
