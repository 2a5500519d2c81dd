import { SECRET_NAME } from './secretNames';

/** In quotes, or to the next blank; neither another option nor a name in a secret's place (`$PASSWORD`, `<password>`). */
const ARGUMENT = `("(?!\\$)(?:[^"\\\\\\n]|\\\\.){1,2048}"|'[^'\\n]{1,2048}'|[^\\s"'\`$<{[(-][^\\s"']{0,2048})`;

const command = (names: string, option: string) =>
  new RegExp(
    `(\\b(?:${names})\\b[^\\n|;&]{0,300}?[ \\t]${option})${ARGUMENT}`,
    'g',
  );

/** Secrets among the arguments of a command: what stands before them, and the secret. */
export const SECRET_ARGUMENTS: readonly RegExp[] = [
  new RegExp(
    `((?<![\\w-])--?[\\w-]{0,64}?(?:${SECRET_NAME})[ \\t]{1,8})${ARGUMENT}`,
    'gi',
  ),
  // Elsewhere -p is a port, a path or a patch.
  command(
    'mysql|mysqldump|mysqladmin|mysqlimport|mysqlslap|mariadb|mariadb-dump|mariadb-admin',
    '-p',
  ),
  command(
    '(?:docker|podman|skopeo|buildah|oc|az|nerdctl) login|helm registry login|sshpass|mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport',
    '-p[ \\t]{0,8}',
  ),
  command('sqlcmd|bcp|isql|tsql', '-P[ \\t]{0,8}'),
  command('redis-cli', '-a[ \\t]{1,8}'),
  command(
    'ldapsearch|ldapmodify|ldapadd|ldapdelete|ldapwhoami',
    '-w[ \\t]{1,8}',
  ),
  // user:password
  command(
    'curl',
    '(?:-u|-U|--user|--proxy-user)[ \\t=]{0,8}["\']?[^\\s:"\']{1,128}:',
  ),
];
