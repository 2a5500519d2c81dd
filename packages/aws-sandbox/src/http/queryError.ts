/** The header `x-amzn-query-error`: the code that CloudWatch's Query API has for an error, and whose fault it is. */
export function queryErrorOf(code: string, status: number): string {
  return `${code};${status < 500 ? 'Sender' : 'Receiver'}`;
}
