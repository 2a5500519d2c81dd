import { actionInWords } from '../alarms/actions';

/** Where a subscription filter sends log lines, in words and without the ARN. */
export function destinationInWords(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  const name = resource.replace(/^[a-z]+[/:]/, '');
  switch (service) {
    case 'kinesis':
      return `Kinesis stream ${name}`;
    case 'firehose':
      return `Firehose stream ${name}`;
    case 'logs':
      return `Logs destination ${name}`;
    case 'es':
      return `OpenSearch domain ${name}`;
    default:
      return actionInWords(arn);
  }
}
