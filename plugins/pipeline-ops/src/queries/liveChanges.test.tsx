import { act, render } from '@testing-library/react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  CHANGES_CHANNEL,
  type ChangeSignal,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useLiveChanges } from './liveChanges';

type Listener = (message: never) => void;

/** Signals that arrive when the test says so. */
class FakeSignals {
  readonly listeners = new Map<Listener, string>();

  subscribe(channel: string, onMessage: Listener) {
    this.listeners.set(onMessage, channel);
    return { unsubscribe: () => this.listeners.delete(onMessage) };
  }

  tell(...changes: ChangeSignal[]) {
    act(() => {
      for (const change of changes) {
        for (const [listener, channel] of this.listeners) {
          if (channel === CHANGES_CHANNEL) listener(change as never);
        }
      }
    });
  }
}

function Page({ id, onChange }: { id?: string; onChange: () => void }) {
  useLiveChanges('run', id, onChange);
  return null;
}

function setHidden(hidden: boolean) {
  jest.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

describe('live changes', () => {
  afterEach(() => jest.restoreAllMocks());

  function open(id?: string) {
    const signals = new FakeSignals();
    const onChange = jest.fn();
    const page = (of?: string, callback = onChange) => (
      <TestApiProvider apis={[[signalApiRef, signals]]}>
        <Page id={of} onChange={callback} />
      </TestApiProvider>
    );
    const view = render(page(id));
    return { signals, onChange, page, ...view };
  }

  it('are those of what is shown, none lost of two that come together', () => {
    const { signals, onChange } = open('r1');
    signals.tell({ what: 'run', id: 'r1' }, { what: 'run', id: 'r2' });
    expect(onChange).toHaveBeenCalledTimes(1);
    signals.tell({ what: 'runs', id: 'r1' });
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('are told to the newest callback, and to nobody once the page shows nothing', () => {
    const { signals, onChange, page, rerender, unmount } = open('r1');
    const newer = jest.fn();
    rerender(page('r2', newer));
    signals.tell({ what: 'run', id: 'r1' }, { what: 'run', id: 'r2' });
    expect(onChange).not.toHaveBeenCalled();
    expect(newer).toHaveBeenCalledTimes(1);
    rerender(page(undefined, newer));
    expect(signals.listeners.size).toBe(0);
    rerender(page('r2', newer));
    unmount();
    expect(signals.listeners.size).toBe(0);
  });

  it('wait for a page in the background, which is told once', () => {
    const { signals, onChange } = open('r1');
    setHidden(true);
    signals.tell({ what: 'run', id: 'r1' }, { what: 'run', id: 'r1' });
    expect(onChange).not.toHaveBeenCalled();
    setHidden(false);
    expect(onChange).toHaveBeenCalledTimes(1);
    setHidden(false);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('need no signals', () => {
    const onChange = jest.fn();
    render(
      <TestApiProvider apis={[]}>
        <Page id="r1" onChange={onChange} />
      </TestApiProvider>,
    );
    expect(onChange).not.toHaveBeenCalled();
  });
});
