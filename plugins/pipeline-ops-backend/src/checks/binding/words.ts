/**
 * Words of other languages as the English words that mean the same here. The English forms of one word stand beside them
 * where taking off an ending does not make them one.
 */
const MEANINGS = new Map(
  Object.entries({
    // German
    fehlerrate: 'error rate',
    fehlerquote: 'error rate',
    erfolgsrate: 'success rate',
    erfolgsquote: 'success rate',
    fehler: 'error',
    laufzeit: 'duration',
    dauer: 'duration',
    latenz: 'latency',
    verarbeitungslatenz: 'processing latency',
    verarbeitungszeit: 'processing latency',
    drosselung: 'throttle',
    drosselungen: 'throttle',
    aufrufe: 'invocation',
    alter: 'age',
    iterators: 'iterator',
    warteschlange: 'queue',
    funktion: 'function',
    'lambda-funktion': 'lambda function',
    alarme: 'alarm',
    alarmzustände: 'alarm state',
    alarmzustand: 'alarm state',
    aktiv: 'active',
    aktive: 'active',
    aktiven: 'active',
    aktiver: 'active',
    offene: 'open',
    grün: 'green',
    kein: 'no',
    keine: 'no',
    keinen: 'no',
    keiner: 'no',
    alle: 'all',
    daten: 'data',
    datensätze: 'record',
    objekte: 'object',
    dateien: 'file',
    neue: 'new',
    kommen: 'arrive',
    treffen: 'arrive',
    fließen: 'flow',
    weiter: 'still',
    weiterhin: 'still',
    noch: 'still',
    ein: 'in',
    an: 'in',
    wert: 'value',
    dokumentation: 'documentation',
    stimmt: 'match',
    überein: 'match',
    abweichungen: 'drift',
    abweichung: 'drift',
    // French
    taux: 'rate',
    erreur: 'error',
    erreurs: 'error',
    durée: 'duration',
    latence: 'latency',
    âge: 'age',
    itérateur: 'iterator',
    fonction: 'function',
    aucun: 'no',
    aucune: 'no',
    alarmes: 'alarm',
    toutes: 'all',
    tous: 'all',
    données: 'data',
    nouvelles: 'new',
    fichiers: 'file',
    arrivent: 'arrive',
    toujours: 'still',
    // Spanish
    tasa: 'rate',
    errores: 'error',
    duración: 'duration',
    latencia: 'latency',
    edad: 'age',
    iterador: 'iterator',
    función: 'function',
    ningún: 'no',
    ninguna: 'no',
    sin: 'no',
    alarmas: 'alarm',
    alarma: 'alarm',
    activa: 'active',
    activas: 'active',
    todas: 'all',
    datos: 'data',
    nuevos: 'new',
    llegan: 'arrive',
    llegando: 'arrive',
    siguen: 'still',
    // English
    arriving: 'arrive',
    arrived: 'arrive',
    coming: 'arrive',
    come: 'arrive',
    flowing: 'flow',
    continuing: 'continue',
    uploading: 'upload',
    uploaded: 'upload',
    keeping: 'keep',
    kept: 'keep',
    stayed: 'stay',
    staying: 'stay',
    remained: 'remain',
    remaining: 'remain',
    returned: 'return',
    cleared: 'clear',
    throttled: 'throttle',
    throttling: 'throttle',
    failed: 'failure',
    utilisation: 'utilization',
    dlq: 'dead letter queue',
    findings: 'finding',
    none: 'none',
    zero: '0',
  }),
);

/** A word without what makes it a plural. */
export function stem(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(ch|sh|ss|x)es$/, '$1')
    .replace(/([^su])s$/, '$1');
}

/**
 * The words of a text in lower case, in English and without plurals: `IteratorAge`, `iterator ages` and
 * `Alter des Iterators` have the same. Numbers stay as they are.
 */
export function wordsOf(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/lambda-funktion/g, 'lambda funktion')
    .split(/[^\p{L}\p{N}.%]+|\.(?!\d)|(?<!\d)\./u)
    .filter(word => word !== '')
    .flatMap(word => (MEANINGS.get(word) ?? stem(word)).split(' '));
}

/** A set of words as {@link wordsOf} gives them. */
export function vocabulary(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.flatMap(wordsOf));
}

/** Words between the others that change nothing. */
export const LINKING = vocabulary(
  'the a an of on to for by at is are was were be been being has have had that this these it its our your their s',
  'der die das den dem des im von vom zum zur für auf ist sind war wird werden hat dass mit',
  'le la les l d du de est sont que qu dans',
  'el los las del es está están que en se al',
);

/** Words that ask somebody to look, or say that all is as it should be. */
export const NEUTRAL = vocabulary(
  'check monitor verify confirm ensure make sure see watch look review observe inspect wait until with',
  'stay remain keep return back again still now currently current in into within stage both all each',
  'metric chart graph value level number state status normal ok fine healthy good green acceptable limit threshold',
  'pipeline cloudwatch aws should must',
  'prüfen prüfe kontrollieren kontrolliere überwachen überwache sicherstellen bleibt bleiben liegt liegen',
  'vérifier vérifiez contrôler surveiller reste restent',
  'comprobar verificar revisar vigilar sigue mantiene',
);
