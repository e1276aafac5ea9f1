type Point = readonly [x: number, y: number];

/** Corners of every closed area of a path of `M`, `h`, `v` and `z`. */
function areasOf(outline: string): Point[][] {
  return outline
    .split('M')
    .slice(1)
    .map((area) => {
      const [start = '', ...rest] = area.split(/(?=[hvz])/);
      let [x = 0, y = 0] = start.split(' ').map(Number);
      const corners: Point[] = [[x, y]];
      for (const step of rest) {
        if (step.startsWith('h')) x += Number(step.slice(1));
        if (step.startsWith('v')) y += Number(step.slice(1));
        corners.push([x, y]);
      }
      return corners;
    });
}

/** Colours the squares whose middle lies inside an odd number of areas, `scale` pixels a square, with a quiet zone. */
export function drawnAreas(areas: readonly (readonly Point[])[], side: number, scale = 4): ImageData {
  const width = (side + 8) * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const crossings = areas.reduce((sum, area) => sum + crossingsAbove(area, x + 0.5, y + 0.5), 0);
      if (crossings % 2 === 0) continue;
      for (let pixel = 0; pixel < scale * scale; pixel++) {
        const row = (y + 4) * scale + Math.floor(pixel / scale);
        const at = (row * width + (x + 4) * scale + (pixel % scale)) * 4;
        data.fill(0, at, at + 3);
      }
    }
  }
  return { data, width, height: width, colorSpace: 'srgb' } as ImageData;
}

export const drawnOutline = (outline: string, side: number): ImageData => drawnAreas(areasOf(outline), side);

/** How many level edges of an area lie above a point. */
function crossingsAbove(area: readonly Point[], x: number, y: number): number {
  return area.filter(([cornerX, cornerY], index) => {
    const [nextX, nextY] = area[(index + 1) % area.length] ?? [cornerX, cornerY];
    return cornerY === nextY && cornerY < y && Math.min(cornerX, nextX) < x && Math.max(cornerX, nextX) > x;
  }).length;
}
