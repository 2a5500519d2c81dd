/** Made up; nothing accepts them. What must be found nowhere, by the kind of text that it comes in. */
export const SECRETS: Record<string, { secret: string; text: string }> = {};

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** So many letters and digits, of a seed, the same at every start. */
function made(kind: string, length: number, upper = true): string {
  let state = [...kind].reduce(
    (sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 65_521,
    7,
  );
  let text = '';
  while (text.length < length) {
    state = (state * 75 + 74) % 65_537;
    const letter = LETTERS[state % 26];
    // Digits and capitals early on: no secret looks like a word.
    if (text.length % 5 === 2) text += state % 10;
    else text += upper && text.length % 4 === 1 ? letter.toUpperCase() : letter;
  }
  return text;
}

function add(
  kind: string,
  textOf: (secret: string) => string,
  secretOf: (random: string) => string = random => random,
  length = 18,
) {
  const secret = secretOf(made(kind, length));
  SECRETS[kind] = { secret, text: textOf(secret) };
}

/** A secret that is known by how it begins, in the midst of a sentence. */
function addToken(kind: string, begin: string, length: number) {
  add(
    kind,
    secret => `Rolled ${secret}, please check`,
    random => `${begin}${random}`,
    length,
  );
}

const hex = (length: number) => (random: string) =>
  Buffer.from(random).toString('hex').slice(0, length);
const base64 = (text: string) => Buffer.from(text).toString('base64');

add(
  'AWS key id',
  secret => `using ${secret} now`,
  random => `AKIA${random.toUpperCase()}`,
  16,
);
add(
  'AWS secret beside its id',
  secret => `AKIA${made('id', 16).toUpperCase()},${secret}`,
  undefined,
  40,
);
add(
  'AWS secret asked for',
  secret => `AWS Secret Access Key [None]: ${secret}`,
);
add(
  'AWS secret in the environment',
  secret => `export AWS_SECRET_ACCESS_KEY=${secret}`,
);
add(
  'AWS credentials of a role',
  secret =>
    `{ "Credentials": { "AccessKeyId": "x", "SecretAccessKey": "${secret}" } }`,
);
add('AWS secret in a table', secret => `|  SecretAccessKey |  ${secret}  |`);
add(
  'AWS session token',
  secret => `CREDENTIALS\t2026-11-21\t${secret}`,
  random => `IQoJb3JpZ2lu${random}`,
  80,
);
add(
  'AWS secret string',
  secret => `{"SecretString": "${secret}", "VersionStages": ["AWSCURRENT"]}`,
);
add(
  'AWS secret string in JSON',
  secret => `{"SecretString": "{\\"password\\":\\"${secret}\\"}"}`,
);
add(
  'AWS parameter',
  secret => `{"Type": "SecureString", "Value": "${secret}"}`,
);
add(
  'AWS task definition',
  secret => `{"name": "DB_PASSWORD", "value": "${secret}"}`,
);
add(
  'AWS stack parameter',
  secret => `ParameterKey: DBPassword\n    ParameterValue: ${secret}`,
);
add(
  'AWS registry login',
  secret => secret,
  random => base64(`{"payload":"${random}"}`),
  60,
);
add(
  'AWS signed address',
  secret => `https://b.s3.amazonaws.com/k?X-Amz-Signature=${secret}&x=1`,
);
addToken('GitHub', 'ghp_', 36);
addToken('GitHub, fine-grained', 'github_pat_', 60);
addToken('GitLab', 'glpat-', 20);
addToken('GitLab, deployment', 'gldt-', 20);
addToken('Slack bot', 'xoxb-', 30);
addToken('Slack app', 'xapp-1-', 30);
addToken('npm', 'npm_', 36);
addToken('PyPI', 'pypi-', 60);
addToken('Stripe', 'sk_live_', 24);
addToken('Stripe, test', 'sk_test_', 24);
addToken('Stripe webhook', 'whsec_', 32);
addToken('Google API', 'AIza', 35);
addToken('Google OAuth', 'ya29.', 60);
addToken('Google client', 'GOCSPX-', 28);
addToken('Docker Hub', 'dckr_pat_', 27);
addToken('Vault', 'hvs.', 40);
addToken('model provider', 'sk-ant-', 40);
addToken('Grafana', 'glsa_', 40);
addToken('Hugging Face', 'hf_', 34);
add(
  'Databricks',
  secret => `databricks ${secret}`,
  random => `dapi${hex(32)(random)}`,
);
add(
  'SendGrid',
  secret => `key ${secret}`,
  random => `SG.${random.slice(0, 22)}.${random.slice(22)}`,
  65,
);
add(
  'Slack webhook',
  secret => `POST https://hooks.slack.com/services/T000/B000/${secret}`,
);
add(
  'Azure storage',
  secret =>
    `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${secret}==;Suffix=y`,
);
add(
  'Azure bus',
  secret => `Endpoint=sb://x/;SharedAccessKeyName=a;SharedAccessKey=${secret}=`,
);
add(
  'Azure address',
  secret => `https://x.blob.core/k?sv=2024&sig=${secret}%3D`,
);
add('JWT', secret => `refused eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${secret}`);
add(
  'RSA key',
  secret =>
    `-----BEGIN RSA PRIVATE KEY-----\nMIIE${secret}\n${secret}\n-----END RSA PRIVATE KEY-----`,
);
add(
  'encrypted key',
  secret =>
    `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,3F17F5316E2BAC89\n\n${secret}\n-----END RSA PRIVATE KEY-----`,
);
add(
  'OpenSSH key, quoted',
  secret =>
    `> -----BEGIN OPENSSH PRIVATE KEY-----\n> ${secret}\n> -----END OPENSSH PRIVATE KEY-----`,
);
add(
  'PGP key',
  secret =>
    `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n${secret}\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----`,
);
add(
  'key cut off, in JSON',
  secret => `{"key":"-----BEGIN PRIVATE KEY-----\\nMIIE${secret}\\n`,
);
add('bearer', secret => `Authorization: Bearer ${secret}`);
add('bearer in a sentence', secret => `sent bearer ${secret} twice`);
add('basic', secret => `> authorization: Basic ${secret}==`);
add('another scheme', secret => `Authorization: Splunk ${secret}`);
add('cookie', secret => `< Set-Cookie: session=${secret}; HttpOnly`);
add('private-token header', secret => `curl -H "PRIVATE-TOKEN: ${secret}" x`);
add('address', secret => `postgres://loader:${secret}@db:5432/orders`);
add('address without a user', secret => `redis://:${secret}@cache:6379/0`);
add(
  'address, @ and / in the password',
  secret => `amqps://loader:a@b/${secret}@mq/vhost`,
);
add(
  'address with a token',
  secret => `git clone https://${secret}@host/x.git`,
  undefined,
  32,
);
add('connection string', secret => `Server=db;Uid=a;Pwd=${secret};Port=1`);
add('JDBC', secret => `jdbc:postgresql://db/x?user=a&password=${secret}`);
add('address in an address', secret => `/login?to=%2Fx%3Ftoken%3D${secret}`);
add('option', secret => `psql-load --password ${secret} --host db`);
add('option, quoted', secret => `run --db-password "${secret} and more"`);
add('option, with =', secret => `run --api-key=${secret}`);
add('option, single quotes', secret => `aws x --secret-string '$${secret}'`);
add('option, one hyphen', secret => `keytool -storepass ${secret} -list`);
add('mysql -p', secret => `mysql -h db -u root -p${secret} orders`);
add('docker login -p', secret => `docker login -u ci -p ${secret} registry`);
add('sshpass -p', secret => `sshpass -p ${secret} ssh host`);
add('redis-cli -a', secret => `redis-cli -h cache -a ${secret} ping`);
add('curl -u', secret => `curl -s -u admin:${secret} https://host/x`);
add('environment of a command', secret => `PGPASSWORD=${secret} psql -h db`);
add('settings', secret => `db.password = ${secret}`);
add('settings, odd signs', secret => `DB_PASSWORD=a,b;(${secret}&c`);
add('YAML', secret => `  password: ${secret}`);
add(
  'YAML, several lines',
  secret => `token: |-\n  first\n  ${secret}\nnext: 1`,
);
add('JSON, quotes within', secret => `{"password":"a\\"b ${secret}"}`);
add('Python', secret => `{'api_key': '${secret}'}`);
add('Ruby', secret => `:password => ${secret},`);
add('XML', secret => `<db><password>${secret}</password></db>`);
add('XML, attributes', secret => `<add key="Password" value="${secret}"/>`);
add('.netrc', secret => `machine host login ada password ${secret}`);
add('.pgpass', secret => `db.internal:5432:orders:loader:${secret}`);
add('hash', secret => `root:$6$saltsalt$${secret}${secret}:19000:0`);
add('sentence', secret => `The password is ${secret}, tell nobody`);
add('German', secret => `Das Passwort: ${secret}`);
add('German, sentence', secret => `Kennwort lautet ${secret}`);
add('German key', secret => `API-Schlüssel: ${secret}`);
add('French', secret => `Mot de passe : ${secret}`);
add('French key', secret => `clé secrète = ${secret}`);
add('Spanish', secret => `contraseña: ${secret}`);
add(
  'base64 of settings',
  secret => secret,
  random => base64(`user=loader\npassword=${random}\n`),
);
add(
  'base64 of a key',
  secret => secret,
  random => base64(`-----BEGIN RSA PRIVATE KEY-----\n${random}\n`),
);
add(
  'base64 of an AWS key',
  secret => `data: ${secret}`,
  random => base64(`[default] AKIA${random.toUpperCase().slice(0, 16)} x`),
);
add('characters without width', secret => `pass\u200bword=\u202e${secret}`);

/** What people need to read: none of it is a secret. */
export const NO_SECRETS = [
  'Task timed out after 3.00 seconds',
  'REPORT RequestId: 8f3c1d52-5f0b-4a3c-8f54-1a2b3c4d5e6f Duration: 102.4 ms Memory Size: 512 MB',
  'processed 12 tokens in 3 ms',
  'passenger=4 tokenizer: fast keyboard=us',
  'retrying https://sqs.eu-central-1.amazonaws.com:443/queue',
  'see https://host:8080/people/@ada and ada@example.com',
  '{"level":"INFO","message":"password changed","count":3}',
  'HTTP Basic authentication failed, bearer certificate expired',
  'the password is expired, the token was refreshed at 10:30',
  'commit 9fceb02d0ae598e95dc970b74767f19372d61af8 of main',
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'arn:aws:states:eu-central-1:111111111111:execution:orders-load:1f3c9a2b-0000-4000-8000-000000000000',
  'arn:aws:secretsmanager:eu-central-1:111111111111:secret:orders/db-AbCdEf',
  '/aws/lambda/SensorPipelineProductionHandlerV2/2026/11/21',
  'i-0abcd1234ef567890 vpc-0a1b2c3d4e5f67890 subnet-12345678',
  'ProvisionedThroughputExceededException: Rate exceeded',
  'mkdir -p a/b && ssh -p 2222 host && docker run -p 80:80 web',
  'mysql -h db -u root -p orders',
  'aws secretsmanager get-secret-value --secret-id orders/db --query SecretString',
  'run --password "$DB_PASSWORD" --token <token> --secret {secret}',
  'kafka-topics --bootstrap-server b-1.kafka:9098 --describe --topic orders',
  'aws logs start-query --log-group-name /aws/lambda/x --region us-east-2',
  'offset 4711 of partition 12, lag 9007199254740991, 2026-11-21T03:17:58.123Z',
  '10:12:13 INFO a:b:c ready',
  'Kernaussage: der Schlüssel des Datensatzes ist 4711',
];
