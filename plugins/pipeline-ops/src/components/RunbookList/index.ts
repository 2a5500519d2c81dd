export { daysSince, isReviewDue } from './reviewDue';
export { RunbookList } from './RunbookList';
