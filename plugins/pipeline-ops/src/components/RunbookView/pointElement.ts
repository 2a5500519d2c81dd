/** Id of the element of a step or another point of the procedure. */
export function pointElementId(pointId: string): string {
  return `pipeline-ops-step-${pointId}`;
}
