import type {
  MetricQuery,
  MetricRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  identifiersOf,
  readsWholeRequest,
  replaceIdentifiers,
} from './expression';
import { cloudLabel } from './labels';
import { metricKey, queryKeys } from './queryKeys';

/** What one request of GetMetricData may hold. Source: GetMetricData in the CloudWatch API reference. */
export const MAX_QUERIES = 500;
export const MAX_POINTS = 100_800;

/** Where a query's result goes: which of the planned requests wanted it, under which id. */
export interface Route {
  request: number;
  id: string;
}

/** One call, with the receivers of each of its queries that return data. */
export interface PlannedCall {
  queries: MetricQuery[];
  routes: Map<string, Route[]>;
}

export interface PlanLimits {
  maxQueries: number;
  maxPoints: number;
}

/** A query without its id: what is asked, and what its expression reads. */
interface Node {
  key: string;
  metric?: MetricRef;
  expression?: string;
  period?: number;
  label?: string;
  /** Keys of what the ids in the expression stand for. */
  inputs: Map<string, string>;
  routes: Route[];
}

/** Nodes that have to travel in one call. */
interface Parcel {
  nodes: Node[];
  /** Queries whose data comes back. */
  returned: number;
}

/**
 * Packs what several requests want over the same window into the fewest calls: equal queries once, all statistics of one
 * metric together (five of them cost what one does), metric math with everything it reads.
 *
 * @param buckets - Points of one series in the window.
 */
export function planCalls(
  requests: readonly (readonly MetricQuery[])[],
  buckets: number,
  limits: PlanLimits = { maxQueries: MAX_QUERIES, maxPoints: MAX_POINTS },
): PlannedCall[] {
  const alone: PlannedCall[] = [];
  const nodes = new Map<string, Node>();
  requests.forEach((queries, request) => {
    if (queries.some(({ expression }) => readsWholeRequest(expression ?? ''))) {
      alone.push(unchanged(queries, request));
    } else {
      addNodes(nodes, queries, request);
    }
  });
  const parcels = parcelsOf(nodes).flatMap(parcel =>
    fits(parcel, buckets, limits) ? [parcel] : split(parcel, nodes, limits),
  );
  return [...pack(parcels, buckets, limits).map(toCall), ...alone];
}

function unchanged(
  queries: readonly MetricQuery[],
  request: number,
): PlannedCall {
  return {
    queries: [...queries],
    routes: new Map(
      queries
        .filter(query => query.returnData !== false)
        .map(({ id }) => [id, [{ request, id }]]),
    ),
  };
}

function addNodes(
  nodes: Map<string, Node>,
  queries: readonly MetricQuery[],
  request: number,
): void {
  const keys = queryKeys(queries);
  for (const query of queries) {
    const key = keys.get(query.id) ?? query.id;
    const node = nodes.get(key) ?? {
      key,
      metric: query.metric,
      expression: query.expression,
      period: query.period,
      label: cloudLabel(query),
      inputs: inputsOf(query, keys),
      routes: [],
    };
    if (query.returnData !== false) {
      node.routes.push({ request, id: query.id });
    }
    nodes.set(key, node);
  }
}

function inputsOf(
  query: MetricQuery,
  keys: Map<string, string>,
): Map<string, string> {
  const inputs = new Map<string, string>();
  for (const id of identifiersOf(query.expression ?? '')) {
    const key = keys.get(id);
    if (key !== undefined && id !== query.id) {
      inputs.set(id, key);
    }
  }
  return inputs;
}

/** Groups nodes that share a metric or are linked by an expression. */
function parcelsOf(nodes: Map<string, Node>): Parcel[] {
  const parent = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    while (parent.get(root) !== undefined && parent.get(root) !== root) {
      root = parent.get(root) as string;
    }
    parent.set(name, root);
    return root;
  };
  for (const node of nodes.values()) {
    if (node.metric) {
      parent.set(rootOf(node.key), rootOf(`metric ${metricKey(node.metric)}`));
    }
    for (const input of node.inputs.values()) {
      parent.set(rootOf(node.key), rootOf(input));
    }
  }
  const groups = new Map<string, Node[]>();
  for (const node of nodes.values()) {
    const root = rootOf(node.key);
    const group = groups.get(root);
    if (group) {
      group.push(node);
    } else {
      groups.set(root, [node]);
    }
  }
  return [...groups.values()]
    .map(parcelFrom)
    .filter(({ returned }) => returned);
}

function parcelFrom(nodes: Node[]): Parcel {
  return {
    nodes,
    returned: nodes.filter(({ routes }) => routes.length > 0).length,
  };
}

/** A parcel that is too big for one call: each expression travels with its own copy of what it reads. */
function split(
  whole: Parcel,
  nodes: Map<string, Node>,
  limits: PlanLimits,
): Parcel[] {
  const parts: Parcel[] = [];
  const stored = new Map<string, Node[]>();
  for (const node of whole.nodes.filter(({ routes }) => routes.length > 0)) {
    if (node.metric) {
      const key = metricKey(node.metric);
      stored.set(key, [...(stored.get(key) ?? []), node]);
    } else {
      const read = new Map<string, Node>();
      collectInputs(node, nodes, read);
      read.delete(node.key);
      const inputs = [...read.values()].map(input => ({
        ...input,
        routes: [],
      }));
      parts.push(parcelFrom([node, ...inputs]));
    }
  }
  for (const statistics of stored.values()) {
    for (let at = 0; at < statistics.length; at += limits.maxQueries) {
      parts.push(parcelFrom(statistics.slice(at, at + limits.maxQueries)));
    }
  }
  return parts;
}

function collectInputs(
  node: Node,
  nodes: Map<string, Node>,
  found: Map<string, Node>,
): void {
  for (const key of node.inputs.values()) {
    const input = nodes.get(key);
    if (input && !found.has(key)) {
      found.set(key, input);
      collectInputs(input, nodes, found);
    }
  }
}

function fits(
  { nodes, returned }: Parcel,
  buckets: number,
  limits: PlanLimits,
): boolean {
  return (
    nodes.length <= limits.maxQueries && returned * buckets <= limits.maxPoints
  );
}

/** First fit, biggest first. A parcel that fits nowhere goes alone and is paged. */
function pack(
  parcels: Parcel[],
  buckets: number,
  limits: PlanLimits,
): Parcel[] {
  const calls: Parcel[] = [];
  const bySize = [...parcels].sort((a, b) => b.nodes.length - a.nodes.length);
  for (const next of bySize) {
    const room = calls.find(
      call =>
        call.nodes.length + next.nodes.length <= limits.maxQueries &&
        (call.returned + next.returned) * buckets <= limits.maxPoints,
    );
    if (room) {
      room.nodes.push(...next.nodes);
      room.returned += next.returned;
    } else {
      calls.push({ nodes: [...next.nodes], returned: next.returned });
    }
  }
  return calls;
}

function toCall({ nodes }: Parcel): PlannedCall {
  const queries: MetricQuery[] = [];
  const routes = new Map<string, Route[]>();
  // The same input may come along with two expressions of a split parcel.
  const merged = new Map<string, Node>();
  for (const node of nodes) {
    const other = merged.get(node.key);
    merged.set(
      node.key,
      other && other.routes.length >= node.routes.length ? other : node,
    );
  }
  const ids = new Map(
    [...merged.keys()].map((key, index) => [key, `q${index}`]),
  );
  for (const node of merged.values()) {
    const id = ids.get(node.key) as string;
    const returnData = node.routes.length > 0;
    queries.push({
      id,
      ...(node.metric
        ? { metric: node.metric }
        : {
            expression: replaceIdentifiers(node.expression ?? '', name =>
              ids.get(node.inputs.get(name) ?? ''),
            ),
          }),
      ...(node.period ? { period: node.period } : {}),
      ...(node.label ? { label: node.label } : {}),
      returnData,
    });
    if (returnData) {
      routes.set(id, node.routes);
    }
  }
  return { queries, routes };
}
