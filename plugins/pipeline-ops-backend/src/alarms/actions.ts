/**
 * Where an alarm's action goes, in words and without the ARN: account ids and full addresses are nobody's business on
 * the page.
 */
export function actionInWords(arn: string): string {
  const [, , service = '', region = '', , ...rest] = arn.split(':');
  const resource = rest.join(':');
  switch (service) {
    case 'sns':
      return `SNS topic ${resource}`;
    case 'lambda':
      return `Lambda function ${resource.replace(/^function:/, '')}`;
    case 'ssm':
      return resource.startsWith('opsitem')
        ? 'Systems Manager OpsItem'
        : 'Systems Manager runbook';
    case 'ssm-incidents':
      return `Incident Manager plan ${resource.split('/').at(-1)}`;
    case 'autoscaling':
      return 'Auto Scaling policy';
    case 'swf':
      return 'EC2 action';
    case 'automate':
      return `EC2 ${resource.split(':').at(-1)} in ${region}`;
    case 'aiops':
      return 'CloudWatch investigation';
    default:
      return service ? `${service} action` : 'unknown action';
  }
}

/** The name in an alarm's ARN; anything else is a name already. */
export function alarmNameOf(nameOrArn: string): string {
  return nameOrArn.replace(
    /^arn:[^\s:]*:cloudwatch:[^\s:]*:[^\s:]*:alarm:/,
    '',
  );
}

/**
 * What CloudWatch says, without the ARNs in it: of alarms the name is left (it may hold spaces), of actions the words of
 * {@link actionInWords}.
 */
export function withoutArns(sentence: string): string {
  return sentence
    .replace(/arn:[^\s:]*:cloudwatch:[^\s:]*:[^\s:]*:alarm:/g, '')
    .replace(/arn:[a-z0-9-]{3,20}:[^\s,;)\]}"']{1,500}/g, actionInWords);
}
