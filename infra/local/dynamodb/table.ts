import type { Json } from '../aws-error.ts';

/** A table of the template: its physical name, its arn and the resolved properties of its resource. */
export type TableDefinition = {
  name: string;
  arn: string;
  /** Properties of AWS::DynamoDB::Table or AWS::DynamoDB::GlobalTable, references already resolved. */
  properties: Json;
};
