import type { ContentType, Material } from '../procedure/procedure.ts';

type Sourced = { source: string; placeholder: boolean };

/** What pictures must look like beyond a zone's own figures. */
export type ImagePolicy = {
  /** Width divided by height of a portrait. */
  aspect: { minimum: number; maximum: number } & Sourced;
  background: { minimumLightness: number; minimumDarkestLightness: number; maximumSaturation: number } & Sourced;
  /** Beyond this a scan cannot be shown to an officer, and a photo cannot be measured. */
  maximumMegapixels: { scan: number; photo: number } & Sourced;
};

/** The part of a zone's policy that documents are judged by. */
export type DocumentPolicy = {
  document: { maximumBytes: number; maximumPages: number };
  photo: { minimumWidth: number; minimumHeight: number; minimumBytes: number; maximumBytes: number };
};

/** What one file must be. Sizes are in bytes, dimensions in pixels. */
export type DocumentRules = {
  contentTypes: readonly ContentType[];
  minimumBytes: number;
  maximumBytes: number;
  maximumPages: number;
  maximumPixels: number;
  /** Present for the photo of the permit only. */
  photo?: {
    minimumWidth: number;
    minimumHeight: number;
    aspect: { minimum: number; maximum: number };
    background: { minimumLightness: number; minimumDarkestLightness: number; maximumSaturation: number };
  };
};

/** The kind of the photo that is shown on the permit. */
export const photoKind = 'photo';

/** The rules for a file of a material, from the zone's policy and the picture policy. */
export function rulesFor(material: Material, policy: DocumentPolicy, image: ImagePolicy): DocumentRules {
  const { document, photo } = policy;
  const common = {
    contentTypes: material.contentTypes,
    maximumPages: document.maximumPages,
    maximumPixels: image.maximumMegapixels[material.kind === photoKind ? 'photo' : 'scan'] * 1_000_000,
  };
  if (material.kind !== photoKind) return { ...common, minimumBytes: 1, maximumBytes: document.maximumBytes };
  return {
    ...common,
    minimumBytes: Math.max(1, photo.minimumBytes),
    maximumBytes: photo.maximumBytes,
    photo: {
      minimumWidth: photo.minimumWidth,
      minimumHeight: photo.minimumHeight,
      aspect: image.aspect,
      background: image.background,
    },
  };
}
