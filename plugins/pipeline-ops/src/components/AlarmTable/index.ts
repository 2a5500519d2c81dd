export { AlarmTable } from './AlarmTable';
