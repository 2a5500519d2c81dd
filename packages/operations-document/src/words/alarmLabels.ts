import { memo } from '../text/memo';
import { normalise } from '../text/normalise';

const ALARM_LABEL =
  /^(?:(?:cloudwatch |aws |related |associated |zugehörige[rn]? )?(?:alarms?|alarm s|alerts?|alert s|alarme|alarmes|alarma|alarmas|alertes?|alertas?)(?: names?)?|alarm ?namen?|cloudwatch alarme?|(?:noms?|nombres?|nomes?) (?:de |del |de la |de l |do |da )?(?:alarm[ea]s?|alert[ea]s?)|trigger(?:s|ed by)?|ausgelöst durch|déclenchée? par|(?:disparad|activad|acionad)[oa] por|(?:cloudwatch ?)?(?:アラーム|アラート)名?|(?:対象|関連)アラーム)$/u;

/** Whether what follows a label are the alarms that the text around it answers. */
export const announcesAlarms = memo((label: string): boolean => {
  return ALARM_LABEL.test(normalise(label));
});
