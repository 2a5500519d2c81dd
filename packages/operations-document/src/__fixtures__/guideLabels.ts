/** What a careful person finds in a guide, written down before the reader saw it. Order is the document's. */
export interface GuideLabels {
  /** Title, number of steps, and where the guide states them severity and time. */
  runbooks?: [title: string, steps: number, severity?: string, time?: string][];
  /** Cadence and number of items, summed for each cadence. */
  checks?: Record<string, number>;
  thresholds?: string[];
  /** Defined in code. */
  alarms?: string[];
  queries?: number;
  /** Name and days of retention. */
  logGroups?: [name: string, retentionDays?: number][];
  logFilters?: string[];
  escalation?: number;
  contacts?: number;
}

export const GUIDE_LABELS: Record<string, GuideLabels> = {
  'alarm-with-bare-list': {
    runbooks: [
      ['Gate readings stop arriving', 3],
      ['Invoices are written twice', 4],
      ['Photo store is almost full', 0],
    ],
  },
  'one-runbook-document': {
    runbooks: [['Runbook: Tide gauge import is late', 3, 'SEV2', '25 min']],
  },
  'facets-as-headings': {
    runbooks: [
      ['Orders arrive without a branch', 3],
      ["Bakers see yesterday's orders", 2],
      ['Tills cannot connect after a change of certificate', 0],
    ],
    contacts: 2,
  },
  'step-labels': {
    runbooks: [
      ['Rebuild the loans index', 4, 'Medium', 'about 40 minutes'],
      ['Export one branch again', 2],
      ['Hand over to the standby region', 4],
    ],
  },
  'actions-in-bullets': {
    runbooks: [
      ['sensor-offline-ratio', 3, 'high'],
      ['occupancy-out-of-range', 2, 'low'],
      ['billing-export-failed', 4, 'critical'],
    ],
  },
  'prose-under-alarms': {
    runbooks: [
      ['radar-frame-gap', 0],
      ['radar-disk-high', 0],
      ['radar-api-5xx', 0],
    ],
  },
  'options-as-headings': {
    runbooks: [
      ['Settlement file is rejected by the bank', 2],
      ['Settlement never starts', 3],
      ['Ticket prices are wrong in one zone', 0],
    ],
  },
  'checklists-as-table': {
    checks: { daily: 5, weekly: 1, quarterly: 1, yearly: 1 },
  },
  'checklists-inherited': {
    checks: { daily: 4, weekly: 3, monthly: 2, quarterly: 2 },
  },
  'thresholds-many-ways': {
    thresholds: [
      'ApproximateAgeOfOldestMessage',
      'NumberOfMessagesDeleted',
      'ScansPerMinute',
      'ReadErrors',
      'Scans per minute',
      'Read error rate',
      'Battery',
      'errors',
      'duration',
      'throttles',
      'ConcurrentExecutions',
      'DeadLetterErrors',
    ],
  },
  'alarms-in-code': {
    alarms: [
      'ferry-${ENV}-errors',
      'ferry-${ENV}-down',
      '${var.prefix}-queue-age',
      'ferry-${Environment}-throttles',
      'ferry-${Environment}-timeouts',
      'FerryQueueStuck',
      'FerryNoBookings',
    ],
    thresholds: ['ferry-queue-age', 'High refusal rate'],
  },
  'queries-everywhere': {
    queries: 6,
    logGroups: [
      ['/aws/lambda/museum-counter'],
      ['/aws/lambda/museum-gate'],
      ['/aws/lambda/museum-desk'],
    ],
  },
  'log-groups-and-filters': {
    logGroups: [
      ['/aws/lambda/wind-reader', 30],
      ['/aws/lambda/wind-writer', 14],
      ['/ecs/wind-forecast', 90],
      ['/aws/states/wind-night', 14],
      ['/aws-glue/jobs/output', 30],
      ['/aws/lambda/wind-audit', 365],
      ['/aws/lambda/wind-portal', 7],
    ],
    logFilters: ['wind-reader-bad-readings', 'to-archive'],
  },
  'escalation-table': { escalation: 3, contacts: 2 },
  'german-handbook': {
    runbooks: [
      ['Die Bilder bleiben aus', 3, 'hoch', '15 Minuten'],
      ['Buchungen fehlen', 2],
    ],
    checks: { daily: 2, weekly: 2 },
    thresholds: ['Alter der ältesten Buchung', 'Fehlerquote'],
    escalation: 3,
  },
  'french-guide': {
    runbooks: [
      ['Une station ne répond plus', 3, 'élevée'],
      ['Le bulletin est envoyé deux fois', 2],
    ],
    checks: { daily: 2, monthly: 2 },
    escalation: 2,
  },
  'spanish-runbook': {
    runbooks: [
      ['La válvula no abre', 3],
      ['Lecturas duplicadas', 3],
      ['Runbook de falla de respaldo', 3],
    ],
    checks: { weekly: 2 },
    thresholds: ['Presión', 'Lecturas perdidas'],
  },
  'portuguese-manual': {
    runbooks: [
      ['Catraca sem conexão', 3],
      ['Latência alta na venda', 0],
    ],
    checks: { daily: 2, monthly: 1 },
    logGroups: [['/aws/lambda/metro-venda']],
    escalation: 2,
  },
  'japanese-manual': {
    runbooks: [
      ['取り込みが停止した', 3],
      ['応答時間の劣化', 0],
    ],
    checks: { daily: 2, monthly: 2 },
    thresholds: ['最古データの経過時間', 'エラー件数'],
    logGroups: [['/aws/lambda/suii-api']],
  },
  'operations-manual': {
    runbooks: [
      ['4.1 Restore the stations table', 3],
      ['4.2 Roll back a release', 0],
      ['P1: Map is empty', 4],
      ['P2: One city is missing', 2],
      ['Q: How do I count one station again?', 2],
    ],
  },
  'whole-document-procedure': {
    runbooks: [['Warehouse failover runbook', 0]],
  },
  'pipeline-in-fences': {
    runbooks: [
      ['Issue: consumer lag grows', 0],
      ['Issue: poison message', 0],
      ['Issue: schema registry refuses', 0],
    ],
    thresholds: ['Consumer lag', 'Error rate'],
  },
  'handover-and-shift': {
    runbooks: [['Daily job failure', 0]],
    checks: { shift: 4 },
  },
  'table-of-problems': {
    runbooks: [
      ['Card cannot be read', 0],
      ['Points expire too early', 2],
    ],
  },
  'github-alerts-and-details': {
    runbooks: [
      ['🔦 Lamp reports no current', 3, 'critical'],
      ['🌊 Wave sensor drifts', 3],
    ],
  },
  'scenarios-and-definitions': {
    runbooks: [
      ['Scenario A: Pump house is dark', 0],
      ['Scenario B: Gate hangs half open', 2],
      ['Missing logs', 2],
    ],
    thresholds: ['canal-gate-errors', 'PumpDelayMinutes', 'Leak alarm'],
    alarms: ['canal-gate-errors'],
  },
  'steps-beside-lists': {
    runbooks: [['Betrieb: geplanter Neustart der Seilbahn', 3]],
  },
};
