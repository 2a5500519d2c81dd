import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { RunStage, type Said } from './__fixtures__/RunStage';
import { runToMarkdown } from './export/runToMarkdown';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** What must be found nowhere, by the text that it comes in. */
const SECRETS: Record<string, string> = {
  AKIAQWERTYUIOPASDFGH: 'AKIAQWERTYUIOPASDFGH',
  hunter2hunter2: 'password=hunter2hunter2',
  c0rrecthorse: '{"client_secret": "c0rrecthorse"}',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl':
    'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  ghp_abcdefghijklmnopqrstuvwxyz0123456789:
    'token ghp_abcdefghijklmnopqrstuvwxyz0123456789',
  'xoxb-1234567890-abcdefghij': 'xoxb-1234567890-abcdefghij',
  s3cr3tpath: 'postgres://loader:s3cr3tpath@db/orders',
  MIIEowIBAAKCAQEA:
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----',
  // The operator's own pattern.
  'acct-123456': 'ticket acct-123456',
  // Characters without width do not hide it.
  AKIAZXCVBNMASDFGHJKL: 'AKIA\u200bZXCVBNMASDFGHJKL',
};

describe.each(databases.eachSupportedId())('secrets on %s', id => {
  it('that people write into any field are stored, audited, told and exported nowhere', async () => {
    const knex = await databases.init(id);
    const stage = await RunStage.create(mockServices.database({ knex }));
    const errors: string[] = [];
    const attempt = async (act: Promise<unknown>) =>
      act.catch(error => errors.push(String(error)));
    const runs: string[] = [];
    const seen: unknown[] = [];

    for (const text of Object.values(SECRETS)) {
      const { run } = await stage.start({
        variables: { 'mapping-uuid': text, [text]: text },
        idempotencyKey: text,
      });
      runs.push(run.id);
      await attempt(stage.start({ runbookId: text }));
      await attempt(stage.start({ alarm: text }));
      const everything: Said[] = [
        { type: 'step-failed', step: 'read-log', note: text },
        { type: 'step-done', step: 'read-log', note: text },
        { type: 'step-reopened', step: 'read-log', note: text },
        { type: 'step-skipped', step: 'read-log', note: text },
        { type: 'note', step: 'invoked', note: `before\n${text}\nafter` },
        {
          type: 'output',
          step: 'raise',
          output: `$ env\n${text}\n`,
          commandId: 'raise-1',
        },
        { type: 'variable', name: 'mapping-uuid', value: text },
        { type: 'end', outcome: 'resolved', note: text },
        { type: 'reopened', note: text },
        { type: 'step-done', step: text },
        { type: 'step-done', step: 'invoked', checkId: text },
        { type: 'checked', step: text, checkId: text },
        { type: 'output', output: 'x', commandId: text },
        { type: 'variable', name: text, value: text },
      ];
      for (const [index, said] of everything.entries()) {
        await attempt(stage.say(run.id, said, { key: `${index} ${text}` }));
      }
      seen.push(await stage.run(run.id));
    }
    // A value is as secret as its name says.
    const [command] = stage.procedure.steps[2].commands;
    command.placeholders[0].name = 'db-password';
    const { run } = await stage.start({
      variables: { 'db-password': 'open sesame' },
    });
    expect(run.variables).toEqual({ 'db-password': '[masked]' });

    const tables = ['pipeline_ops_runs', 'pipeline_ops_run_events'];
    const rows = await Promise.all(
      tables.map(table => knex(table).select('*')),
    );
    expect(rows[1].length).toBeGreaterThan(90);
    const places = {
      rows,
      audited: stage.audited,
      announced: stage.announced,
      notices: stage.notices,
      errors,
      seen,
      markdown: await Promise.all(
        runs.map(async one => runToMarkdown(await stage.run(one))),
      ),
    };
    expect(JSON.stringify(places.markdown)).toContain('[masked');
    for (const [place, content] of Object.entries(places)) {
      const text = JSON.stringify(content);
      const found = [...Object.keys(SECRETS), 'open sesame'].filter(secret =>
        text.includes(secret),
      );
      expect({ place, found }).toEqual({ place, found: [] });
    }
  });

  it('are looked for in what nobody can see as well', async () => {
    const knex = await databases.init(id);
    const stage = await RunStage.create(mockServices.database({ knex }));
    const { run } = await stage.start();
    const { run: after } = await stage.say(run.id, {
      type: 'note',
      note: 'a\u202eb\u0000c\u001b[31md\u200b\r\nend',
    });
    expect(after.events[1]).toMatchObject({ note: 'abcd\nend' });
  });
});
