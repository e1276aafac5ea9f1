/** Checks of cfn-lint that are not followed, and why. One that finds nothing any more has to go. */
export const ignoredChecks: readonly { check: string; reason: string }[] = [
  {
    check: 'W3005',
    reason:
      'The CDK lets a function wait for its role and the rights of that role by name. For the role the reference says so already; that both do changes nothing in a deployment.',
  },
];
