/** Long enough for a label held at arm's length, short enough for a phone to search in a moment. */
const EDGE = 1600;

type Reader = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null;

let reader: Promise<Reader> | undefined;
/** For browsers that cannot read codes themselves, and fetched by them alone. */
export const qrReader = (): Promise<Reader> => (reader ??= import('jsqr').then((module) => module.default as unknown as Reader));

export function codeInPicture(read: Reader, source: CanvasImageSource, width: number, height: number): string | null {
  const scale = Math.min(1, EDGE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || !canvas.width || !canvas.height) return null;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return read(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)?.data || null;
}

/** The QR code in a photo; null where none is found or the file is no picture. */
export async function codeInPhoto(file: Blob): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const code = codeInPicture(await qrReader(), picture, picture.width, picture.height);
    picture.close();
    return code;
  } catch {
    return null;
  }
}
