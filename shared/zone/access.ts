import * as z from 'zod';
import { sourced } from './figures.ts';

const network = z.union([z.cidrv4(), z.cidrv6()], {
  error: 'must be a range of addresses such as 203.0.113.0/24 or 2001:db8:12::/48',
});

/** How a zone is reached, and from where its officers work. */
export const accessSection = z.strictObject({
  /** `public`: from the internet. `private`: only through these VPC endpoints, for a zone on an intranet. */
  endpoint: z.enum(['public', 'private']),
  vpcEndpoints: z
    .array(z.string().regex(/^vpce-[0-9a-f]{8,17}$/, 'must be the id of a VPC endpoint such as vpce-0a1b2c3d'))
    .min(1)
    .max(20)
    .optional(),
  /**
   * Addresses from which roles of the office count. Elsewhere an officer is refused, or, on routes that serve applicants
   * too, is what their other roles make them. Everywhere where it is left out.
   */
  officersFrom: z.array(network).min(1).max(50).optional(),
  /** The zone's own name, `verificationHost`, given to the gateway. Without it the zone answers under the gateway's name. */
  domain: z
    .strictObject({
      /** Of AWS Certificate Manager, in the region of the zone. */
      certificateArn: z.string().regex(/^arn:aws(-cn)?:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/, {
        error: 'must be the ARN of a certificate of AWS Certificate Manager',
      }),
      /** Closes the gateway's own name. For after the name leads to the gateway, not before. */
      onlyThis: z.boolean(),
    })
    .optional(),
  /**
   * `modern` takes TLS 1.2 and 1.3 with forward secrecy only. `gateway-default` leaves it to the gateway, which still
   * takes TLS 1.0 under its own name: for a region that refuses the property.
   */
  tls: z.enum(['modern', 'gateway-default']).default('modern'),
  ...sourced,
});
