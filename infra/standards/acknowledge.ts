import { CfnResource, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { sharedReasons } from './shared-reasons.ts';

/**
 * Says beside each resource of a zone which rules of the standards it does not follow for a shared reason. The checks of
 * cdk-nag read it; no template changes.
 * @param stage the stage of a zone, complete
 */
export function acknowledgeSharedReasons(stage: IConstruct): void {
  for (const resource of stage.node.findAll()) {
    if (!CfnResource.isCfnResource(resource)) continue;
    for (const { rule, isTrueOf, reason } of sharedReasons) {
      if (isTrueOf(resource)) Validations.of(resource).acknowledge({ id: rule, reason });
    }
  }
}
