/** Documents of the kinds that stand beside an operations guide in a repository; nothing in them is to be operated. */
export const GUIDES_WITHOUT_OPERATIONS: Record<string, string> = {
  'a changelog': `# Changelog

## 2.1.0

### Fixed

- Timeout when the queue is empty
- Daily report was sent twice

### Breaking changes

1. Rename \`gate\` to \`lane\`
2. Run the migration once
`,
  'a contributing guide': `# Contributing

## Reporting issues

1. Search for the issue first
2. Open a new one with the template

## Pull request checklist

- [ ] Tests are green
- [ ] Changelog is written

## Weekly meeting

We meet on Mondays.
`,
  'a README with installation': `# Toll gate reader

## Installation

1. Clone the repository
2. Run \`npm install\`
3. Copy \`.env.example\`

## Usage

\`\`\`bash
npm start
\`\`\`

## Running the tests

1. Start the database
2. Run \`npm test\`

## Deployment

1. Build the image
2. Push it
3. Update the service
`,
  'an API reference': `# Readings API

## GET /readings

| Parameter | Type | Description |
| --- | --- | --- |
| since | string | first instant |
| limit | number | at most 500 |

## Errors

| Code | Meaning |
| --- | --- |
| 404 | No such gate |
| 429 | Too many requests |

## Rate limits

- 100 requests in 1 minute
- 5,000 requests a day
`,
  'a tutorial': `# Tutorial: Your first pipeline

## Step 1: Create a bucket

1. Open the console
2. Choose "Create bucket"

## Step 2: Create an alarm

1. Open CloudWatch
2. Choose a metric with a threshold of 5

## Clean up

1. Delete the bucket
`,
  'an architecture decision': `# 7. Keep readings in Parquet

## Status

Accepted

## Context

Queries are slow and the daily export fails when a gate is silent.

## Decision

1. Readings are written as Parquet
2. The export reads them by day

## Consequences

- Restores take longer
`,
  'a blog post': `# How we stopped losing readings

Last winter our queue was down for a night.

## What went wrong

- A certificate had expired
- Nobody looked at the dashboard

## What we did

1. We renewed the certificate
2. We wrote an alarm

## What we learned

Look at expiry dates every month.
`,
  'a postmortem': `# Postmortem: readings lost on 3 March

## Summary

Two hours of readings were lost.

## Timeline

- 02:10 alarm
- 02:30 restart

## Root cause

A full disk.

## Action items

- [ ] Add an alarm for the disk
- [ ] Rehearse the restore
`,
  'a roadmap': `# Roadmap

## Quarterly goals

- Serve three more cities
- Halve the cost of storage

## Later

- Failover between regions
`,
  'a data dictionary': `# Tables

## readings

| Column | Type | Description |
| --- | --- | --- |
| gate_id | text | which gate |
| state | text | ok, error, unknown |

## daily_totals

| Column | Type |
| --- | --- |
| day | date |
| total | bigint |
`,
  'a service description': `# Gate reader

The reader takes messages from the queue, retries failed ones three times and writes them to the table.

## How it works

1. Messages arrive
2. They are checked
3. They are stored

## Error handling

Failed messages go to the dead-letter queue, where they stay for fourteen days.

## Schedule

The totals are computed daily at 02:00 UTC and weekly on Sundays.
`,
  'a service level agreement': `# Service levels

| Service | Target | Measured |
| --- | --- | --- |
| Portal | 99.9% | monthly |
| Export | 99.5% | monthly |

## Severity levels

| Severity | Meaning | Response |
| --- | --- | --- |
| Critical | portal is down | 15 minutes |
| Low | cosmetic | next day |
`,
  'meeting notes': `# Weekly sync, 3 March

## Agenda

- Queue age
- Holidays

## Action items

- [ ] Ana: write to the supplier
- [x] Ben: order gauges
`,
  'a style guide': `# How we write SQL

## Naming

1. Use lower case
2. Use full words

## Formatting

\`\`\`sql
SELECT gate_id
FROM readings;
\`\`\`
`,
  'a configuration reference': `# Configuration

| Setting | Default | Description |
| --- | --- | --- |
| timeout | 30 s | how long a call may take |
| retries | 3 | attempts before a message is dropped |

## Logging

Set the level with \`LOG_LEVEL\`.

## Alarms

Alarms are sent to the address in \`ALARM_MAIL\`.
`,
  'a job description': `# Data engineer

## Your tasks

- Monitor our pipelines daily
- Fix failures

## What we offer

- Free tram tickets
`,
  'a training course': `# Workshop: incident response

## Learning objectives

- Know what a runbook is

## Exercise 1: Restart the service

1. Log in
2. Restart it

## Exercise 2: Restore a backup

1. Choose a snapshot
2. Restore it
`,
  'a German set-up guide': `# Inbetriebnahme

## Einrichtung

1. Repository klonen
2. Abhängigkeiten installieren

## Konfiguration

1. Datei kopieren
2. Schlüssel eintragen
`,
};
