/**
 * What some whole-zone tests need that a deployment does not have. A test says so by a tag (`tags: ['moving-clock']`, or
 * `@module-tag moving-clock` for a file), and is left out of those that run over a deployment, never silently.
 */
export const deploymentTags: readonly { name: string; description: string }[] = [
  {
    name: 'moving-clock',
    description: 'moves the clock, by minutes or by years; that of a deployment runs by itself',
  },
  {
    name: 'own-process',
    description: 'kills the one process of a zone in the middle of its work and starts it again; a deployment has none',
  },
  {
    name: 'own-records',
    description: 'reads what the one-machine zone keeps in files, or its counters; of a deployment that is inside AWS',
  },
  {
    name: 'own-name',
    description:
      'a partner signs the path it calls, or the test follows from that: the check serves the root in front of a stage, and the gateway tells the function the path with its stage',
  },
];

/** What vitest takes to leave those tests out. */
export const leavingOut: readonly string[] = deploymentTags.map(({ name }) => `!${name}`);
