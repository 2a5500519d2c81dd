export {
  createMuteRuleHandlers,
  type MuteRuleService,
} from './muteRuleHandlers';
