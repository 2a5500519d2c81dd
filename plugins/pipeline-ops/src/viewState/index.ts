export * from './viewState';
export { useViewState, ViewDefaultsProvider } from './ViewStateProvider';
