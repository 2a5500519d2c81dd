export { createTagHandlers } from './tagHandlers';
export { TagStore } from './tagStore';
