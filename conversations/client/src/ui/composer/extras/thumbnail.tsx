import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../../icons/icon";
import type { DraftFile } from "../../../state/draft";

/** In CSS pixels. */
const SIZE = 40;

/** A small picture of an image, else a drawing for the kind of file. */
export function Thumbnail({ file }: { file: DraftFile }): JSX.Element {
  const { source, upload } = file;
  const [isBroken, setBroken] = useState(false);
  const isImage = file.mimeType.startsWith("image/") && !isBroken;
  if (isImage && source) return <LocalPicture source={source} onError={() => setBroken(true)} />;
  const attachment = upload.state === "done" ? upload.attachment : undefined;
  if (isImage && attachment?.type === "image" && attachment.preview_url) {
    const { preview_url: url } = attachment;
    return <img class="thumbnail" src={url} alt="" onError={() => setBroken(true)} />;
  }
  return (
    <span class="thumbnail">
      <Icon name={isImage ? "lucide:image" : "document"} size={20} />
    </span>
  );
}

/** Drawn, not linked: an address of the file would need a `blob:` in the page's content policy. */
function LocalPicture({ source, onError }: { source: File; onError: () => void }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let mounted = true;
    const draw = (picture: ImageBitmap) => {
      if (mounted && canvas.current) cover(canvas.current, picture);
      picture.close();
    };
    createImageBitmap(source).then(draw, () => mounted && onError());
    return () => {
      mounted = false;
    };
  }, [source]);
  return <canvas ref={canvas} class="thumbnail" />;
}

/** Fills the canvas with the middle of the picture. */
function cover(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  const length = SIZE * devicePixelRatio;
  canvas.width = length;
  canvas.height = length;
  const side = Math.min(picture.width, picture.height);
  const left = (picture.width - side) / 2;
  const top = (picture.height - side) / 2;
  canvas.getContext("2d")?.drawImage(picture, left, top, side, side, 0, 0, length, length);
}
