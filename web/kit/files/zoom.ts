/** How a picture is looked at: 1 fits it into the window, `x` and `y` move its middle away from the window's. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

interface Box {
  width: number;
  height: number;
}

export const fitted: Zoom = { scale: 1, x: 0, y: 0 };
const most = 8;

/** Closer or farther, while the point (from the window's middle) stays where it is. */
export function zoomAt(zoom: Zoom, factor: number, px = 0, py = 0): Zoom {
  const scale = Math.min(most, Math.max(1, zoom.scale * factor));
  if (scale === 1) return fitted;
  const by = scale / zoom.scale;
  return { scale, x: px - (px - zoom.x) * by, y: py - (py - zoom.y) * by };
}

/** Never so far that the picture leaves the window. */
export function keepInside(zoom: Zoom, picture: Box, window: Box): Zoom {
  const room = (of: number, within: number) => Math.max(0, (of * zoom.scale - within) / 2);
  const x = room(picture.width, window.width);
  const y = room(picture.height, window.height);
  return {
    scale: zoom.scale,
    x: Math.min(x, Math.max(-x, zoom.x)),
    y: Math.min(y, Math.max(-y, zoom.y)),
  };
}
