export { baselineAreas, bandAreas, edgesOf } from './columns';
export {
  overlayPlugin,
  type OverlayColors,
  type Overlays,
} from './overlayPlugin';
export { overlayColors } from './overlayColors';
