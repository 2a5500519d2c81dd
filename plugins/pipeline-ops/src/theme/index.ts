export * from './statusPalette';
export * from './tones';
export { WEIGHT } from './weights';
