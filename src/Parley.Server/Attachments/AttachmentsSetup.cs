using Microsoft.Extensions.Options;
using Parley.Attachments.Images;
using Parley.Attachments.Look;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Attachments;

public static class AttachmentsSetup
{
    public static void AddAttachments(this IServiceCollection services)
    {
        services.AddSingleton<IBlobStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AttachmentOptions>>();
            return options.Value.Store switch
            {
                "folder" => new FolderBlobs(options.Value.Folder),
                "s3" => ActivatorUtilities.CreateInstance<S3Blobs>(provider),
                _ => throw new InvalidOperationException($"Attachments:Store is '{options.Value.Store}'; write 'folder' or 's3'."),
            };
        });
        services.AddSingleton<IFileScanner>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AttachmentOptions>>();
            return options.Value.Scanner switch
            {
                "none" => new NoScanner(),
                "clamd" => ActivatorUtilities.CreateInstance<Clamd>(provider),
                _ => throw new InvalidOperationException($"Attachments:Scanner is '{options.Value.Scanner}'; write 'none' or 'clamd'."),
            };
        });
        services.AddImages();
        services.AddSingleton<FilesHealth>();
        services.AddSingleton<Files>();
        services.AddSingleton<Homes>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<FinishUpload>();
        services.AddSingleton<IBringFiles, BringFile>();
        services.AddSingleton<AddUploads>();
        services.AddHostedService(provider => provider.GetRequiredService<AddUploads>());
        services.AddSingleton<IMessageFiles, MessageFiles>();
        services.AddSingleton<CopyFile>();
        services.AddSingleton<ITemplateFiles, TemplateFiles>();
        services.AddSingleton<Links>();
        services.AddSingleton<Gallery>();
        services.AddSingleton<CheckQueue>();
        services.AddSingleton<CheckFile>();
        services.AddSingleton<MakePictures>();
        services.AddSingleton<IPictureCheck, PictureContacts>();
        services.AddSingleton<ReadWriting>();
        services.AddSingleton<LookIntoPictures>();
        services.AddSingleton<MessageNews>();
        services.AddHostedService<CheckFiles>();
        services.AddSingleton<SweepFiles>();
        services.AddHostedService(provider => provider.GetRequiredService<SweepFiles>());
        services.AddFactWorker<EraseFiles>();
        services.AddFactWorker<MarkFiles>();
    }
}
