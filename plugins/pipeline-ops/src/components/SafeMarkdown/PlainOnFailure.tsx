import { Component, type ReactNode } from 'react';

/** Shows something else where its content cannot be drawn, so that one sentence never takes the page with it. */
export class PlainOnFailure extends Component<
  { plain: ReactNode; children: ReactNode },
  { failed: boolean }
> {
  static getDerivedStateFromError() {
    return { failed: true };
  }

  state = { failed: false };

  render() {
    return this.state.failed ? this.props.plain : this.props.children;
  }
}
