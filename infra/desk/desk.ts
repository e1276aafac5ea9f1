import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Inquiries of anybody, consultation and training of employers, practice of officers; and guidance for the parties. */
export class Desk extends Construct {
  readonly handler: ZoneFunction;
  /** Apart from the desk, which answers anybody, because it reads applications. */
  readonly guidance: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const environment = { TABLE_NAME: records.cases.tableName };
    const { cases } = records;
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'desk-handler',
      description: 'Inquiries, consultation and training, practice cases',
      environment,
    });
    cases.allow(
      this.handler,
      [...reading, 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      [
        'inquiries',
        'inquiriesByMonth',
        'ownInquiries',
        'askingAddresses',
        'standardAnswers',
        'consultations',
        'consultedEmployers',
        'trainings',
        'trainingDays',
        'practice',
        'practiceByMonth',
      ],
    );
    cases.allow(this.handler, ['GetItem'], ['employers', 'handlers', 'office']);
    cases.allow(this.handler, ['PutItem'], ['inbox']);
    cases.allowQueues(this.handler, ['desks']);

    this.guidance = new ZoneFunction(this, 'guidance', {
      zone,
      assetOf,
      name: 'desk-guidance',
      description: 'What happens next with an application',
      environment,
    });
    cases.allow(this.guidance, reading, ['applications']);
    cases.allow(this.guidance, ['GetItem'], ['handlers', 'office', 'commonReturns']);
  }
}
