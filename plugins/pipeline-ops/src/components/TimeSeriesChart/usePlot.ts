import { useEffect, useRef, type RefObject } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Aligned } from './alignSeries';
import { CHART_HEIGHT } from './chartHeight';
import type { Scene } from './scene';

export type Picture = Scene & { data: Aligned };

/**
 * Keeps one uPlot in the element. Other options make a new plot; another picture, as each refresh brings,
 * only draws the one that is there anew.
 */
export function usePlot(
  host: RefObject<HTMLElement>,
  options: Omit<UPlot.Options, 'width' | 'height'>,
  picture: Picture,
  /** Indexes of the lines that are not shown. */
  hidden: ReadonlySet<number>,
): RefObject<UPlot | undefined> {
  const plot = useRef<UPlot>();
  const latest = useRef(picture);
  latest.current = picture;
  const drawn = useRef(picture);

  useEffect(() => {
    const element = host.current;
    if (!element) {
      return undefined;
    }
    const size = () => ({
      width: element.clientWidth || 320,
      height: element.clientHeight || CHART_HEIGHT,
    });
    const created = new UPlot(
      { ...options, ...size() },
      latest.current.data,
      element,
    );
    plot.current = created;
    drawn.current = latest.current;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) {
        created.setSize(size());
      }
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      created.destroy();
      plot.current = undefined;
    };
  }, [host, options]);

  useEffect(() => {
    if (plot.current && drawn.current !== picture) {
      drawn.current = picture;
      plot.current.setData(picture.data);
    }
  }, [picture]);

  useEffect(() => {
    plot.current?.series.forEach((one, i) => {
      const show = !hidden.has(i - 1);
      if (i > 0 && one.show !== show) {
        plot.current?.setSeries(i, { show });
      }
    });
  }, [options, hidden]);

  return plot;
}
