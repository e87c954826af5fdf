import type { Contents } from '../../kit/files/contents';
import type { MessageFile } from '../../kit/files/wire';

/** Into the person's downloads, under the file's own name. */
export async function saveFile(contents: Contents, conversation: string, file: MessageFile): Promise<void> {
  const blob = await contents.blob(conversation, file.id, 'whole');
  // Never as something a browser would open by itself.
  const url = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name ?? 'file';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
