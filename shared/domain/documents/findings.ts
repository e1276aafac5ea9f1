/** How the background of a picture measures, each from 0 to 1, along the top and beside the head. */
export type Background = {
  /** Median lightness; white is 1. */
  lightness: number;
  /** Lightness that nine tenths of the background reach: shadows and objects pull it down. */
  darkestLightness: number;
  /** Median saturation; grey and white are 0. */
  saturation: number;
};

/** What an inspection found out about a file. It only states; `judge` decides. */
export type Findings = {
  /** Content type by which the applicant announced the file. */
  declaredType: string;
  /** Content type by the bytes themselves; null when they fit no known one. */
  contentType: string | null;
  bytes: number;
  /** SHA-256 in lower-case hexadecimal. */
  sha256: string;
  /** The file can be read through to its end. */
  readable: boolean;
  pages?: number;
  /** Pixels. */
  width?: number;
  height?: number;
  encrypted: boolean;
  /** What would act when the file is opened, in the words of its format (`JavaScript`, `Launch` …). */
  activeContent: readonly string[];
  /** Content types of other files that hide in this one. */
  hiddenFiles: readonly string[];
  background?: Background;
};
