export type PlacesLeft = 'available' | 'few' | 'none';

/** How a quota stands, as the zone says it; a zone that only tells a number says "none" by 0. */
export function placesLeft({ state, free }: { state?: PlacesLeft | undefined; free?: number | undefined }): PlacesLeft {
  return state ?? (free === 0 ? 'none' : 'available');
}
