import { findPlaceholders } from './placeholders';

const names = (text: string, language = 'bash') =>
  findPlaceholders(text, language).map(placeholder => placeholder.name);

describe('findPlaceholders', () => {
  it('finds every notation and says where it stands', () => {
    const text =
      'aws sns publish --topic-arn <topic-arn> --subject {env} --message ${NOTE} --bucket YOUR_BUCKET';
    const found = findPlaceholders(text, 'bash');
    expect(found.map(p => p.name)).toEqual([
      'topic-arn',
      'env',
      'note',
      'your-bucket',
    ]);
    for (const placeholder of found) {
      expect(text.slice(placeholder.start, placeholder.end)).toBe(
        placeholder.text,
      );
    }
  });

  it.each([
    [
      'command substitution',
      'aws logs tail x --since $(date -d "1 hour ago" +%s)',
    ],
    [
      'JSON',
      `aws events put-events --entries '{"Source": "x", "Detail": {"a": 1}}'`,
    ],
    ['awk', "ps aux | awk '{print $2}'"],
    ['redirection', 'psql parcels < dump.sql > out.txt'],
    ['here document', 'cat << EOF\nhello\nEOF'],
    ['variables that the block sets', 'ENV=prod\necho ${ENV}'],
    ['loop variables', 'for shard in a b; do echo ${shard}; done'],
    ['regular expression groups', 'parse @message /took (?<duration>\\d+)/'],
    ['find', 'find . -name "*.tmp" -exec rm {} \\;'],
  ])('leaves %s alone', (_, text) => {
    expect(names(text)).toEqual([]);
  });

  it.each([
    [
      'aws logs tail {{ log_group }} --since {{alarm.time}}',
      'log-group alarm-time',
    ],
    ['aws dynamodb describe-table --table-name [table-name]', 'table-name'],
    ['deploy {env} {region}{suffix}', 'env region suffix'],
    ['aws s3 ls s3://%BUCKET%/%PREFIX%/', 'bucket prefix'],
  ])('finds what is open in "%s"', (text, found) => {
    expect(names(text).join(' ')).toBe(found);
  });

  it.each([
    "docker inspect --format '{{.Name}}' x",
    "docker ps --format '{{json .}}'",
    'echo "${{ secrets.TOKEN }}"',
    'echo \\${NAME}',
    'ls data/[a-z]* && tr [:upper:] [:lower:]',
    'terraform apply [--auto-approve]',
    'psql -c "select 1 from log where line like \'%ERROR%\'"',
    'date +%H%M%S; curl http://x/%E3%81%82',
    'echo $1 $HOME $ENV',
    'query={ a } {b} {c}',
  ])('leaves "%s" alone', text => {
    expect(names(text)).toEqual([]);
  });

  it('knows `%` and brackets as patterns of other languages', () => {
    expect(names('select * from x where a like %ERROR%', 'sql')).toEqual([]);
    expect(names('"x": [table-name]', 'json')).toEqual([]);
  });

  it('finds a placeholder inside of a name', () => {
    expect(names('aws logs tail /aws/lambda/sorter-{env}')).toEqual(['env']);
  });
});
