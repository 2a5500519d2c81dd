import { randomBytes } from 'crypto';
import { z } from 'zod';
import { Handlers, ServiceError } from '../model';
import { bitsAt, seedOf } from '../scenario/noise';

/** Documented range of a role session, in seconds; an hour where nothing is said. */
const MIN_DURATION = 900;
const MAX_DURATION = 43_200;
const DEFAULT_DURATION = 3_600;

const ROLE_ARN =
  /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/((?:[\x21-\x7e]+\/)?([\w+=,.@-]{1,64}))$/;

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

function violated(value: unknown, member: string, constraint: string) {
  return `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`;
}

const missing = (member: string) =>
  `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`;

function text(member: string, min: number, max: number, pattern: RegExp) {
  return z.string({ error: missing(member) }).superRefine((value, context) => {
    const problem =
      (value.length < min &&
        `Member must have length greater than or equal to ${min}`) ||
      (value.length > max &&
        `Member must have length less than or equal to ${max}`) ||
      (!pattern.test(value) &&
        `Member must satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`);
    if (problem) {
      context.addIssue({
        code: 'custom',
        message: violated(value, member, problem),
      });
    }
  });
}

const assumeRoleSchema = z.object({
  RoleArn: z
    .string({ error: missing('roleArn') })
    .superRefine((value, context) => {
      if (value.length < 20) {
        const constraint =
          'Member must have length greater than or equal to 20';
        context.addIssue({
          code: 'custom',
          message: violated(value, 'roleArn', constraint),
        });
      } else if (!ROLE_ARN.test(value)) {
        context.addIssue({ code: 'custom', message: `${value} is invalid` });
      }
    }),
  RoleSessionName: text('roleSessionName', 2, 64, /^[\w+=,.@-]*$/),
  ExternalId: text('externalId', 2, 1224, /^[\w+=,.@:/-]*$/).optional(),
  DurationSeconds: z
    .string()
    .superRefine((value, context) => {
      const seconds = Number(value);
      const constraint =
        (!(seconds >= MIN_DURATION) &&
          `Member must have value greater than or equal to ${MIN_DURATION}`) ||
        (seconds > MAX_DURATION &&
          `Member must have value less than or equal to ${MAX_DURATION}`);
      if (constraint) {
        context.addIssue({
          code: 'custom',
          message: violated(value, 'durationSeconds', constraint),
        });
      }
    })
    .transform(Number)
    .default(DEFAULT_DURATION),
});

/**
 * STS for the sandbox: AssumeRole and GetCallerIdentity. Inputs are the form parameters of the Query protocol.
 * Every role of every account exists and trusts everybody; the keys that are handed out end in the twelve digits of
 * the role's account, which is how the sandbox tells accounts apart.
 */
export function createStsHandlers(): Handlers {
  return {
    AssumeRole(input: Record<string, string>, { clock }) {
      const parsed = assumeRoleSchema.safeParse(input);
      if (!parsed.success) throw invalid(parsed.error.issues[0].message);
      const { RoleArn, RoleSessionName, DurationSeconds } = parsed.data;
      const [, partition, account, , role] = ROLE_ARN.exec(RoleArn)!;
      return {
        Credentials: {
          AccessKeyId: `ASIA${lettersFor(RoleArn, 4)}${account}`,
          SecretAccessKey: randomBytes(30).toString('base64'),
          SessionToken: randomBytes(96).toString('base64'),
          Expiration: new Date(clock.now() + DurationSeconds * 1000),
        },
        AssumedRoleUser: {
          AssumedRoleId: `AROA${lettersFor(RoleArn, 17)}:${RoleSessionName}`,
          Arn: `arn:${partition}:sts::${account}:assumed-role/${role}/${RoleSessionName}`,
        },
      };
    },

    GetCallerIdentity(_: Record<string, string>, { place }) {
      return {
        UserId: `AIDA${lettersFor(place.accountId, 17)}`,
        Account: place.accountId,
        Arn: `arn:aws:iam::${place.accountId}:user/sandbox`,
      };
    },
  };
}

/** Capital letters that belong to a text: the same role always has the same id. */
function lettersFor(subject: string, length: number): string {
  const seed = seedOf(subject);
  return Array.from({ length }, (_, i) =>
    String.fromCharCode(65 + (bitsAt(seed, i) % 26)),
  ).join('');
}
