/** In place of the encoder that the tus client brings for browsers that had none; a file's name is short. */
export const Base64 = {
  encode: (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text))),
};
