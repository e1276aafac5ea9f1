import { CfnResource, Stack, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { type Asking, type Gap, gaps, type Properties } from './gaps.ts';

/** The properties of a resource in the words of CloudFormation, overrides included. */
function propertiesOf(resource: CfnResource): Properties {
  const rendered = Stack.of(resource).resolve(resource._toCloudFormation()) as {
    Resources: Record<string, { Properties?: Properties }>;
  };
  return Object.values(rendered.Resources)[0]?.Properties ?? {};
}

const asks = (resource: CfnResource, { type, when }: Asking): boolean =>
  type.test(resource.cfnResourceType) && (when === undefined || when(propertiesOf(resource)));

const says = (resource: CfnResource, region: string, { feature, instead, source }: Gap): string =>
  `${resource.node.path} (${resource.cfnResourceType}): the region ${region} does not have ${feature}. Instead: ${instead}. See ${source}`;

/**
 * What is asked of regions that do not have it, a sentence each.
 * @param root the stage of a zone, complete; each of its stacks has a concrete region
 */
export function missingFeatures(root: IConstruct): string[] {
  const resources = root.node.findAll().filter((child): child is CfnResource => CfnResource.isCfnResource(child));
  return resources.flatMap((resource) => {
    const { region } = Stack.of(resource);
    if (Token.isUnresolved(region)) return [`${resource.node.path}: its stack names no region`];
    return gaps
      .filter((gap) => gap.isMissingIn(region) && gap.asking.some((asking) => asks(resource, asking)))
      .map((gap) => says(resource, region, gap));
  });
}

/** Lets a synthesis fail that asks a region for what it does not have; everything is named at once. */
export function guardRegions(stage: IConstruct): void {
  stage.node.addValidation({ validate: () => missingFeatures(stage) });
}
