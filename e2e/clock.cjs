/**
 * Loaded before the backend: lets its clock run ahead by PORTAL_AHEAD_MS, so that tests see tomorrow. The product has no
 * switch for that.
 */
const ahead = Number(process.env.PORTAL_AHEAD_MS ?? 0);

if (ahead !== 0) {
  const RealDate = Date;
  const now = () => RealDate.now() + ahead;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length > 0 ? given : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
