export { MaintenanceContent } from './MaintenanceContent';
