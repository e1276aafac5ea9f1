import type { ImagePolicy } from '../../domain/documents/rules.ts';

/**
 * What a picture must look like beyond the zone's figures. The published rule says "white background" and "full face"
 * without numbers; these are measured on sample photos and wait for the authority's own.
 */
export const imagePolicy: ImagePolicy = {
  aspect: {
    minimum: 0.65,
    maximum: 0.85,
    source: 'Between the print sizes 33 x 48 mm and 35 x 45 mm, and 354 x 472 pixels; no range is published',
    placeholder: true,
  },
  background: {
    minimumLightness: 0.86,
    minimumDarkestLightness: 0.74,
    maximumSaturation: 0.1,
    source: 'Shenzhen STIC, 2024-12-03: white background. The thresholds are not published',
    placeholder: true,
  },
  maximumMegapixels: {
    scan: 80,
    photo: 10,
    source:
      'An A4 page at 600 dots an inch has 35 megapixels, a photo of one megabyte seldom 10; no limit is published',
    placeholder: true,
  },
};
