import type {
  Chart,
  ChartSection,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** True when the operations document speaks of any of the charts. */
export function isGuided(sections: readonly ChartSection[]): boolean {
  return sections.some(({ charts }) =>
    charts.some(({ documentSection }) => documentSection),
  );
}

/** The charts under the headings of the operations document, in the order in which these first appear; what it does not speak of comes last. */
export function byGuide(
  sections: readonly ChartSection[],
  restTitle: string,
): ChartSection[] {
  const headings = new Map<string, Chart[]>();
  const rest: Chart[] = [];
  // Away from its resource a chart has to say whose it is.
  const named = sections.flatMap(({ title, charts }) =>
    charts.map(chart => ({ ...chart, title: `${chart.title} · ${title}` })),
  );
  for (const chart of named) {
    const heading = chart.documentSection;
    if (heading) {
      headings.set(heading, [...(headings.get(heading) ?? []), chart]);
    } else {
      rest.push(chart);
    }
  }
  const guided = [...headings].map(([title, charts], i) => ({
    id: `guide-${i}`,
    title,
    charts,
  }));
  return rest.length > 0
    ? [...guided, { id: 'guide-rest', title: restTitle, charts: rest }]
    : guided;
}
