/** Characters of the bytes 0x80 to 0xFF. */
const MAC_ROMAN =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
const WINDOWS_1252 =
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ';

const TABLES = [MAC_ROMAN, WINDOWS_1252].map(
  table => new Map([...table].map((char, index) => [char, index + 0x80])),
);
const RUN = /[\u0080-\uFFFF]{2,}/g;

/** UTF-8 that was once read as Mac Roman or Windows-1252, put right; runs that are no such text stay as they are. */
export function repairMojibake(line: string): string {
  return line.replace(RUN, run => {
    for (const table of TABLES) {
      const repaired = decode(run, table);
      if (repaired !== undefined) return repaired;
    }
    return run;
  });
}

function decode(run: string, table: Map<string, number>): string | undefined {
  const bytes: number[] = [];
  for (const char of run) {
    const byte = table.get(char);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      new Uint8Array(bytes),
    );
  } catch {
    return undefined;
  }
}
