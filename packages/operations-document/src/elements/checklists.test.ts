import { parseOperationsDocument } from '../parse';

const checklistsOf = (markdown: string) =>
  parseOperationsDocument(markdown).checklists;
const counts = (markdown: string) =>
  checklistsOf(markdown).map(c => [c.cadence, c.items.length]);

describe('checklists', () => {
  it('reads tick boxes and plain bullets by the cadence of their heading', () => {
    const [daily, weekly] = checklistsOf(`# Parcels
## Maintenance
### Daily
- [ ] Queue is empty
  - look at both queues
- [x] Sorter runs
### Weekly tasks
- Clean the lens
`);
    expect(daily).toMatchObject({ title: 'Daily', cadence: 'daily' });
    expect(daily.items.map(i => [i.text, i.ticked, i.details])).toEqual([
      ['Queue is empty', false, ['look at both queues']],
      ['Sorter runs', true, []],
    ]);
    expect(weekly.items.map(i => i.ticked)).toEqual([undefined]);
  });

  it('inherits the cadence from an ancestor, and then counts tick boxes only', () => {
    const found = checklistsOf(`# Daily parcel checklist
## Queues
**Checklist:**
- [ ] Queue is empty
**Expected results:**
- Nothing waits
## Sorter
- [ ] Sorter runs
`);
    expect(found.map(c => [c.title, c.items.map(i => i.text)])).toEqual([
      ['Queues', ['Queue is empty']],
      ['Sorter', ['Sorter runs']],
    ]);
  });

  it('reads bold labels and items that state their own cadence', () => {
    expect(
      counts(`# Parcels
## Checks
**Daily:**
- Queue
- Sorter

**Monthly:**
- Lens
`),
    ).toEqual([
      ['daily', 2],
      ['monthly', 1],
    ]);
    expect(
      counts(
        '# P\n## Checks\n- **Daily:** look at the queue\n- **Quarterly:** test the restore\n',
      ),
    ).toEqual([
      ['daily', 1],
      ['quarterly', 1],
    ]);
  });

  it('takes sub-headings as items where the tasks are headings', () => {
    const [weekly] = checklistsOf(
      '# P\n## Weekly Tasks\n### 1. Review costs\n```bash\naws ce get-cost-and-usage\n```\n### 2. Clean up\nDelete old labels.\n',
    );
    expect(weekly.items.map(i => i.text)).toEqual(['Review costs', 'Clean up']);
  });

  it('reads when and by whom', () => {
    expect(
      checklistsOf(
        '# P\n## Weekly review (Sundays, 02:00 UTC)\n\n**Owner:** Night crew\n\n- [ ] Lens\n',
      )[0],
    ).toMatchObject({
      weekday: 7,
      timeOfDay: '02:00',
      timeZone: 'UTC',
      owner: 'Night crew',
    });
  });

  it.each([
    ['täglich', 'Tägliche Prüfungen', 'daily'],
    ['wöchentlich', 'Wöchentliche Aufgaben', 'weekly'],
    ['quotidien', 'Vérifications quotidiennes', 'daily'],
    ['mensuel', 'Tâches mensuelles', 'monthly'],
    ['diario', 'Inicio Diario', 'daily'],
    ['semanal', 'Tareas semanales', 'weekly'],
    ['diário', 'Verificações diárias', 'daily'],
    ['trimestral', 'Revisão trimestral', 'quarterly'],
    ['日次', '日次点検', 'daily'],
    ['毎週', '毎週の作業', 'weekly'],
    ['shift', 'Shift handover', 'shift'],
    ['annual', 'Annual review', 'yearly'],
    ['weekday', 'Every Friday', 'weekly'],
  ])('knows the cadence word %s', (_, heading, cadence) => {
    expect(counts(`# X\n## ${heading}\n- a\n- b\n`)).toEqual([[cadence, 2]]);
  });

  it.each([
    ['reports', '# P\n## Weekly reports\n- Parcels by depot\n'],
    ['a failure', '# P\n## Daily job failure\n- Look\n'],
    [
      'bullets that begin with a cadence',
      '# P\n## Reporting\n- Daily status\n- Weekly summary of parcels\n',
    ],
    [
      'forms to fill in',
      '# P\n## Daily metrics log\n**Health:**\n- Status: [ok]\n',
    ],
  ])('does not take %s for a checklist', (_, markdown) => {
    expect(counts(markdown)).toEqual([]);
  });

  it('says that tick boxes without a cadence are nearly a checklist', () => {
    const { nearMisses } = parseOperationsDocument(
      '# P\n## Before redriving\n- [ ] Cause fixed\n- [ ] Team told\n',
    );
    expect(nearMisses).toMatchObject([{ kind: 'checklist' }]);
  });
});
