export { createAlarmHandlers, type AlarmService } from './alarmHandlers';
