namespace Parley.Attachments.Images;

public static class ImagesSetup
{
    public static void AddImages(this IServiceCollection services) => services.AddSingleton<IImageWorker, ImageWorkers>();
}
