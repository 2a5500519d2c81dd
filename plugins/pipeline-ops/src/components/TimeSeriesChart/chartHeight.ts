/** Of the plot with its axis, in CSS pixels. */
export const CHART_HEIGHT = 150;
