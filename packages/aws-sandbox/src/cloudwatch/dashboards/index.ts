export {
  createDashboardHandlers,
  type DashboardService,
} from './dashboardHandlers';
